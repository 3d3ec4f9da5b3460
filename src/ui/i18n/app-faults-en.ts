import type { FaultCode } from '../../fault.ts'
import type { FaultNumbers } from './formats.ts'

/** What can go wrong with a web app. */
export type AppFault = Extract<FaultCode, `app-${string}`>

/** What is said of it in English. */
export const appFaultsEn: {
  readonly faults: Readonly<Record<Exclude<AppFault, 'app-updated'>, (numbers: FaultNumbers) => string>>
  readonly faultNames: Readonly<Record<Exclude<AppFault, 'app-updated'>, string>>
  readonly faultActions: Readonly<Record<Exclude<AppFault, 'app-updated'>, string>>
} = {
  faults: {
    'app-closed': () => 'The app is no longer open beside the conversation. Open it again, then try again.',
    'app-silent': ({ seconds }) =>
      seconds === undefined
        ? 'The app did not answer.'
        : `The app did not answer within ${seconds} seconds. Look there whether it was done all the same.`,
    'app-refused': () => 'The app did not do it. Its reason is in the details.',
    'app-unclear': () => 'The app answered with something that Hermit does not take.',
  },
  faultNames: {
    'app-closed': 'app not open',
    'app-silent': 'app silent',
    'app-refused': 'refused by the app',
    'app-unclear': 'unclear answer of the app',
  },
  faultActions: {
    'app-closed': 'Try again',
    'app-silent': 'Try again',
    'app-refused': 'Try again',
    'app-unclear': 'Try again',
  },
}
