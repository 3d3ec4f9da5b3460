import type { Amounts } from './amounts.ts'

/** What is said in English of one engine for several tabs. */
export function sharingEn({ count }: Amounts) {
  return {
    queuedBehind: (ahead: number) => `Waiting: ${count(ahead, 'answer', 'answers')} before this one`,
    runsElsewhere: 'Runs in another tab of Hermit and answers here too: one copy in memory serves them all.',
  }
}
