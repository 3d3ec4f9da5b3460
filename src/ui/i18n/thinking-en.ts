import type { Amounts } from './amounts.ts'

/** What is said in English of what a model thinks before it answers. */
export function thinkingEn({ tokens, duration, formats: { integer } }: Amounts) {
  // Whole seconds: tenths would flicker.
  const seconds = (ms: number) =>
    ms < 10_000 ? `${integer(Math.max(1, Math.round(ms / 1000)))} s` : duration(ms)
  return {
    reasoning: 'Reasoning',
    thinkingFor: (ms: number, count: number) => `Thinking… ${seconds(ms)}, ${tokens(count)}`,
    thoughtFor: (ms: number, count: number) => `Thought for ${seconds(ms)} · ${tokens(count)}`,
    thoughtUnknown: (count: number) => `Thought · ${tokens(count)}`,
    thoughtCutAfter: (ms: number, count: number) => `Cut off after ${seconds(ms)} · ${tokens(count)}`,
    thoughtClosedBy: { budget: 'the limit was reached', person: 'you asked for the answer' },
    answerNow: 'Answer now',
    thinkingIs: (budget: string) => `Thinking: ${budget}`,
    thinkingBudget: { off: 'off', short: 'short', long: 'long', unlimited: 'no limit' },
    thinkingChoice: { off: 'Off', short: 'Short', long: 'Long', unlimited: 'No limit' },
    thinkingMeans: {
      off: 'Answers at once.',
      short: 'Enough for a first idea and a check of it.',
      long: 'Enough for several steps.',
      unlimited: 'Thinks until it is done; you can always press “Answer now”.',
    },
    thinkingUpTo: (count: number) => `up to ${tokens(count)}`,
  }
}
