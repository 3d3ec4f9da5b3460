import type { GenerateRequest, PromptMessage } from '../../engines/engine.ts'
import { FaultError } from '../../fault.ts'
import type { AnswerModel } from '../answering.ts'
import { longestThatFits } from '../prompt.ts'
import { writeReply } from '../reply.ts'
import type { Counting } from './counting.ts'
import type { TurnReading } from './turns.ts'

/** A summary is no longer than this, in tokens, nor than a quarter of the context. */
const longestSummaryTokens = 160
/** A piece of more characters for each token of the context does not fit anyway. */
const mostCharactersPerToken = 8

/** How far a summary has come: its text so far, and which part of what is read it is of. */
export interface SummaryStep {
  readonly text: string
  /** Of the text to be summarised that has been taken in, 0 to 1. */
  readonly fraction: number
}

export interface SummaryTask {
  readonly model: AnswerModel
  readonly counting: Counting
  /** What is to be summarised, as written by `transcriptOf`. */
  readonly transcript: string
  readonly now: () => number
}

/** How many tokens a summary may have with a context window of so many. */
export function summaryTokens(contextTokens: number): number {
  return Math.min(longestSummaryTokens, Math.floor(contextTokens / 4))
}

/** What some turns said, oldest first: each message, and what was summarised before by its summary. */
export function saidIn(readings: readonly TurnReading[]): { readonly by: string; readonly text: string }[] {
  const told = new Set<string>()
  return readings.flatMap(({ turn, state, summary }) => {
    const isNew = summary !== undefined && !told.has(summary.id)
    if (summary) told.add(summary.id)
    return [
      ...(isNew ? [{ by: 'Earlier', text: summary.text }] : []),
      ...(state === 'summarised' ? [] : turn.messages)
        .filter(({ text }) => text.trim() !== '')
        .map(({ role, text }) => ({ by: role === 'user' ? 'User' : 'Assistant', text })),
    ]
  })
}

/** Turns as one text for the model to read. */
export function transcriptOf(readings: readonly TurnReading[]): string {
  return saidIn(readings)
    .map(({ by, text }) => `${by}: ${text}`)
    .join('\n\n')
}

/**
 * Has the model write a summary, piece by piece where the text is longer than the context: each piece is read with
 * the summary of those before it. Aborting throws the signal's reason. Throws FaultError.
 */
export async function* writeSummary(task: SummaryTask, signal: AbortSignal): AsyncGenerator<SummaryStep> {
  const { model, counting, transcript, now } = task
  const contextTokens = model.contextTokens()
  if (contextTokens === undefined || transcript === '') throw new FaultError({ code: 'context-overflow' })
  const maxTokens = summaryTokens(contextTokens)
  let summary = ''
  let rest = transcript
  while (rest !== '') {
    const before = summary
    const piece = await longestThatFits(rest.slice(0, contextTokens * mostCharactersPerToken), async text => {
      const tokens = await counting.count(summaryPrompt(text, before), signal)
      return tokens + maxTokens < contextTokens
    })
    if (piece === '') throw new FaultError({ code: 'context-overflow' })
    const messages = summaryPrompt(piece, before)
    const request: GenerateRequest = { messages, maxTokens, temperature: 0, repeatPenalty: 1.05 }
    const read = transcript.length - rest.length
    rest = rest.slice(piece.length).trimStart()
    const answerNow = new AbortController().signal
    summary = ''
    for await (const event of writeReply(model, { request, budget: 'off', answerNow, now }, signal)) {
      // What came so far was a thought that was not seen to begin.
      if (event.type === 'text-was-thought') summary = ''
      if (event.type === 'text-delta') {
        summary += event.text
        yield { text: summary.trim(), fraction: read / transcript.length }
      }
    }
    signal.throwIfAborted()
    summary = summary.trim()
  }
  yield { text: summary, fraction: 1 }
}

function summaryPrompt(piece: string, before: string): PromptMessage[] {
  const isChinese =
    /\p{Script=Han}/u.test(piece) && (piece.match(/\p{Script=Han}/gu)?.length ?? 0) > piece.length / 5
  const task = isChinese
    ? '请用几句话概括下面的对话，保留其中的名字、数字和决定。'
    : 'Summarise the conversation below in a few sentences. Keep every name, number and decision.'
  const earlier =
    before === '' ? '' : isChinese ? `此前的概括：${before}\n\n` : `What came before: ${before}\n\n`
  return [{ role: 'user', content: `${task}\n\n${earlier}${piece}` }]
}
