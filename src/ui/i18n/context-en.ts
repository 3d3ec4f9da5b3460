import type { Amounts } from './amounts.ts'

/** What is said in English of what the model reads. */
export function contextEn({ formats: { integer }, tokens, count }: Amounts) {
  const messages = (value: number) => count(value, 'message', 'messages')
  return {
    context: 'Context',
    contextMeter: (used: number, window: number) => `Context: ${integer(used)} of ${tokens(window)}`,
    contextMeterOver: (atLeast: number, window: number) =>
      `Context: more than ${integer(atLeast)} of ${tokens(window)}`,
    contextMeterUnknown: 'Context: not counted yet',

    summaryTokens: (before: number, after: number) => `${tokens(before)} → ${tokens(after)}`,

    turnPinnedNote: 'Pinned: the model always reads this.',
    turnLeftOutNote: 'Left out: the model does not read this.',
    turnCoveredNote: 'The model reads the summary instead.',
    summaryCard: (value: number) => `Summary of ${messages(value)}`,
    summaryCardTokens: (summary: number, instead: number) =>
      `${tokens(summary)} instead of ${integer(instead)}`,
    summaryBy: (modelName: string) => `Written by ${modelName}. Small models leave things out.`,
    undoPin: 'Undo pin',
    undoLeaveOut: 'Undo leave out',
    undoSummary: 'Undo summary',
    summariseOldest: 'Summarise oldest',
    summarising: 'Summarising the oldest messages to make room…',
    oldestDropped: 'To make room, the model no longer reads the oldest messages.',
    oldestSummarised: 'To make room, the oldest messages were summarised.',
    noRoomLeft:
      'Pinned turns and summaries alone are too long. Open “Context” below and let go of some of them.',
  }
}
