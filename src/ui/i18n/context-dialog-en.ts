import type { Amounts } from './amounts.ts'

/** What is said in English by the dialog on what the model reads. */
export function contextDialogEn({ formats: { integer }, tokens, count }: Amounts) {
  const turns = (value: number) => count(value, 'turn', 'turns')
  return {
    contextUse: (used: number, window: number) => `${integer(used)} of ${tokens(window)}`,
    contextWhy:
      'What the model reads with your next message. When it is full, something has to give way; you decide what.',
    contextUncounted: 'Nothing can be counted before the model is loaded.',
    contextBusy:
      'An answer is being written: these are the last numbers, and nothing can be changed until it ends.',
    contextEstimated:
      'Hermit does not know this model’s tokenizer: the sum is exact, its parts are estimates.',
    contextAtLeast: 'The chat is far longer than the context; only its newest part was counted.',
    contextParts: {
      system: 'Instructions',
      summaries: 'Summaries',
      history: 'Messages',
      documents: 'Room for documents',
      draft: 'Draft',
      answer: 'Room for the answer',
      free: 'Free',
    },
    overflowPolicy: 'When the chat outgrows the context',
    overflowPolicies: {
      ask: 'Ask me',
      drop: 'Leave out the oldest',
      summarise: 'Summarise the oldest',
    },
    overflowHints: {
      ask: 'Hermit stops and asks before anything is left out.',
      drop: 'The model no longer reads the oldest turns. They stay in the chat, under a line that says so; pinned turns are always read.',
      summarise:
        'The model writes a summary of the oldest turns and reads that instead. It takes a while, shows in the chat as a card, and can be undone.',
    },
    contextTurns: 'Turns',
    contextTurnsHint: 'A turn is a message of yours and its answer. Pressing a button again undoes it.',
    contextNoTurns: 'The turns of this chat will be listed here.',
    contextEarlier: (value: number) => `Show earlier turns (${integer(value)})`,
    pinTurn: 'Pin',
    leaveOutTurn: 'Leave out',
    summariseTurn: 'Summarise',
    selectTurn: (words: string) => `Select “${words}”`,
    leaveOutSelected: 'Leave out selected',
    summariseSelected: 'Summarise selected',
    turnsSelected: (value: number) => `${turns(value)} selected`,
    turnStates: {
      read: 'Read',
      pinned: 'Pinned',
      'left-out': 'Left out',
      summarised: 'Summarised',
      dropped: 'No longer read',
    },
    turnTokens: (value: number) => tokens(value),

    summaryOfTurns: (value: number) => `Summary of ${turns(value)}`,
    summaryText: 'Summary',
    summaryWays: 'Written by',
    summaryWay: { model: 'The model', extract: 'Key sentences' },
    summaryHint: {
      model: 'Check it: small models leave things out. You can change every word, or write it yourself.',
      extract: 'Sentences of the chat, word for word. You can change every word, or write it yourself.',
    },
    summaryWriting: 'Writing the summary…',
    summaryReady: 'The summary is ready to be checked.',
    summaryFailed: 'The model could not write a summary. You can write one yourself.',
    summaryStop: 'Stop writing',
    summaryNotShorter: 'This is not shorter than the turns themselves.',
    summaryUse: 'Use this summary',
  }
}
