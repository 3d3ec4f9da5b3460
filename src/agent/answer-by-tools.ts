import { inTime } from '../abort.ts'
import type { AnswerStep } from '../chat/answering.ts'
import type { Conversation, Message } from '../chat/conversation.ts'
import { withSteps } from '../chat/step-actions.ts'
import type { Language } from '../ui/i18n/text.ts'
import { type LoopParts, planSteps, runSteps, type Turn, toolNamed } from './loop.ts'
import { type ModelParts, runByModel } from './model-loop.ts'
import type { FillPlace, KnownDocument, ReadSlot, Routed, Router } from './parts.ts'
import { readAnswer } from './read-answer.ts'
import { isMissing, type Request, requestOf } from './request.ts'
import type { Step } from './step.ts'

/** What an answer's steps are made with. */
export interface UseParts extends Omit<LoopParts, 'onCall'> {
  readonly router: Router
  readonly readSlot: ReadSlot
  readonly onCall: (conversationId: string, step: Step) => void
  /** The language of the page. */
  readonly language: Language
  readonly timeZone: string
  readonly documents: readonly KnownDocument[]
  /** Given where the model in use chooses and writes better than rules. */
  readonly model?: ModelParts
}

/** What is no answer to a question, whatever its kind: a question, or that nothing is wanted any more. */
const isSomethingElse =
  /[?？]\s*$|^(?:never ?mind|cancel|forget (?:it|that)|stop|no thanks|算了|不用了?|不要了|取消)[.!。！]?$/iu
/** Milliseconds after which a request is answered as plain chat: nothing may hold up a conversation. */
const routeLimitMs = 10_000

/**
 * Does what a question asks for with tools. Yields nothing where it is plain chat; else the answer after each change, at
 * last ended, or left to the model to be written. Throws the signal's reason.
 */
export async function* answerByTools(
  conversation: Conversation,
  answer: Message,
  parts: UseParts,
  signal: AbortSignal,
): AsyncGenerator<AnswerStep> {
  const request = requestOf(conversation, answer, parts.language)
  if (!request) return
  const { language } = request
  const { timeZone, documents, model } = parts
  // By rules the steps that wait are all that is to be done.
  const routed = answer.steps && !model ? [] : await routesOf(request, parts, signal)
  const steps = answer.steps ?? begin(request, routed, parts)
  if (steps.length === 0) return
  const turn: Turn = { steps, place: { language, timeZone, conversationId: conversation.id }, documents }
  const loop: LoopParts = { ...parts, onCall: step => parts.onCall(conversation.id, step) }
  const isAsked = answer.steps !== undefined || routed.length > 0
  const isByModel = model !== undefined && isAsked
  const run = isByModel
    ? runByModel({ ...turn, steps: answer.steps ?? [], request: request.words, routed }, loop, model, signal)
    : runSteps(turn, loop, signal)
  let last: Message | undefined
  for await (const made of run) {
    last = withSteps(answer, made)
    yield { answer: last, running: { stage: 'waiting' } }
  }
  if (!last?.steps) return
  // A model writes what follows from the results; where it has none, or waits for the person, there is nothing to write.
  const isWritten = isByModel && last.steps.every(({ status }) => status !== 'missing' && status !== 'asking')
  if (isWritten && last.steps.some(({ status }) => status === 'done')) {
    yield { answer: { ...last, text: '' }, running: { stage: 'waiting' } }
  } else yield { answer: { ...last, status: 'done' }, running: {} }
}

/** What the person's own words ask for; nothing where that cannot be found out in time. */
async function routesOf(
  { words, language }: Request,
  { router, tools }: UseParts,
  signal: AbortSignal,
): Promise<readonly Routed[]> {
  try {
    return await inTime(limited => router.route(words, language, tools, limited), routeLimitMs, signal)
  } catch {
    signal.throwIfAborted()
    return []
  }
}

/** The steps of a new answer: what it was routed to, or those of the answer before, where this says what they wait for. */
function begin(request: Request, routed: readonly Routed[], parts: UseParts): readonly Step[] {
  const { tools, newId } = parts
  if (routed.length > 0) return planSteps(routed, tools, newId, parts.language)
  const { waiting = [] } = request
  const at = waiting.findIndex(isMissing)
  const step = waiting[at]
  const tool = step && toolNamed(tools, step.tool, step.source)
  if (!step?.missing || !tool || isSomethingElse.test(request.words)) return []
  const value = readAnswer(tool, step, request.words, placeOf(request, parts), parts.readSlot)
  if (value === undefined) return []
  const answered = withArgument(step, step.missing, value)
  return [answered, ...waiting.slice(at + 1)]
}

/** A step whose missing argument is there. */
export function withArgument({ missing: _, ...step }: Step, name: string, value: unknown): Step {
  return { ...step, args: { ...step.args, [name]: value }, status: 'planned' }
}

function placeOf({ language }: Request, { timeZone, documents, clock }: UseParts): FillPlace {
  return { now: clock(), timeZone, language, documents }
}
