import type { Amounts } from './amounts.ts'

/** What is said in English of editing, retrying, versions and branches. */
export function branchesEn({ formats: { integer, decimal }, count }: Amounts) {
  return {
    edit: 'Edit',
    editMessage: 'Edit message',
    editHint: 'Your message as it was stays, as an earlier version.',
    editWaits: 'You can send this when the answer has ended.',
    messageOptions: 'Options for this message',
    retryWith: 'Retry with…',
    retryCareful: 'More careful',
    retrySame: 'As it is',
    retryVaried: 'More varied',
    retryTemperature: 'Same model, temperature',
    retryModel: 'Another model',
    retryHarder: 'Think harder',
    back: 'Back',
    quote: 'Quote',
    deleteBranch: 'Delete branch',
    branchDeleted: (messages: number) => `${count(messages, 'message is', 'messages are')} deleted`,
    unanswered: 'This question has no answer.',
    answerIt: 'Answer it',
    showLater: (messages: number) => `Show later messages (${integer(messages)})`,
    askedTemperature: (value: number) => `temperature ${decimal(value)}`,
    askedSeed: (seed: number) => `seed ${seed}`,
  }
}
