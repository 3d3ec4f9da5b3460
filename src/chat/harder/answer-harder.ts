import type { GenerateRequest } from '../../engines/engine.ts'
import type { AnswerStep, AnswerTask } from '../answering.ts'
import { addWriter, applyEvent, type Message, replaceMessage } from '../conversation.ts'
import { parseSchema } from '../json/schema.ts'
import { buildPrompt } from '../prompt.ts'
import { writeReply } from '../reply.ts'
import { chooseBest } from './compare.ts'
import { finalAnswer } from './final-answer.ts'
import type { Harder, Sample } from './harder.ts'
import { sampleRequest, withSeed } from './sample-request.ts'
import { shown } from './shown.ts'
import { candidatesOf, hasEnded, isDecided, vote } from './vote.ts'

/** One answer agrees with nobody. */
const fewestSamples = 2

/**
 * Answers several times and picks one, going on where an answer was cut: a sample that was cut is written on, those
 * that were not begun follow, and where all of them have ended the picked one is gone on with. The answer's text is
 * that of the sample picked so far, so that stopping keeps it. Throws what AnswerModel.generate throws.
 */
export async function* answerHarder(task: AnswerTask, signal: AbortSignal): AsyncGenerator<AnswerStep> {
  const asked = question(task)
  let answer = withStats(withSeed(task))
  for (const index of samplesToWrite(harderOf(answer))) {
    if (isSettled(harderOf(answer))) break
    for await (const step of writeSample({ ...task, answer }, index, asked, signal)) {
      answer = step.answer
      yield step
    }
    if (answer.status === 'stopped') return
    answer = shown(answer, vote(harderOf(answer).samples).picked)
  }
  yield* choose(task, answer, asked, signal)
}

/** Compares where that is the way, and ends the answer with the status of the sample that was picked. */
async function* choose(
  { model }: AnswerTask,
  before: Message,
  asked: string,
  signal: AbortSignal,
): AsyncGenerator<AnswerStep> {
  const { method, samples, picked: elected } = harderOf(before)
  let answer = before
  const candidates = method === 'model' ? candidatesOf(samples) : []
  if (candidates.length > 1) {
    yield { answer, running: { stage: 'choosing' } }
    const texts = candidates.map(index => samples[index]?.text ?? '')
    // A comparison that fails leaves the majority's choice.
    const best = await chooseBest(model, { question: asked, candidates: texts }, signal).catch(
      () => undefined,
    )
    if (best !== undefined) answer = shown(answer, candidates[best] ?? elected, 'model')
  }
  const { picked } = harderOf(answer)
  const isCut = picked !== null && samples[picked]?.status === 'length'
  const status = signal.aborted ? 'stopped' : isCut ? 'length' : 'done'
  yield { answer: { ...answer, status }, running: {} }
}

/** Writes one sample, from its text on where it has one. */
async function* writeSample(
  task: AnswerTask & { readonly answer: Message },
  index: number,
  asked: string,
  signal: AbortSignal,
): AsyncGenerator<AnswerStep> {
  const { model, conversation, now, startedAt, answerNow } = task
  let { answer } = task
  const { samples, of } = harderOf(answer)
  const before = samples[index]
  const { thought: _, ...rest } = answer
  // What has been written of this sample alone, as an answer: it is folded and gone on with like any other.
  let draft: Message = {
    ...rest,
    text: before?.text ?? '',
    ...(before?.thought && { thought: before.thought }),
  }
  let tokens = before?.tokens ?? 0
  const messages = buildPrompt(replaceMessage(conversation, draft))
  const request: GenerateRequest = {
    messages,
    ...sampleRequest(task, index, tokens),
    // A grammar begins at the beginning: an answer that is gone on with is only checked when it has ended.
    ...(answer.jsonSchema === undefined || draft.text !== ''
      ? {}
      : { jsonSchema: parseSchema(answer.jsonSchema) }),
  }
  const budget = conversation.settings?.thinking ?? 'unlimited'
  const sample = { index: index + 1, of }
  const tell = (status: Sample['status']) => {
    answer = withSample(answer, index, draft, { status, tokens, asked })
    return answer
  }
  let firstTokenMs: number | undefined
  try {
    const thoughtMs = before?.thought?.ms ?? 0
    for await (const event of writeReply(model, { request, budget, answerNow, now, thoughtMs }, signal)) {
      if (event.type === 'text-delta' || event.type === 'thought-delta') {
        firstTokenMs ??= now() - startedAt
        tokens += 1
        const writer = model.writer()
        if (writer) answer = addWriter(answer, writer)
      }
      if (event.type === 'text-end') tokens = (before?.tokens ?? 0) + event.usage.completionTokens
      draft = applyEvent(draft, event, firstTokenMs ?? 0)
      const ended = event.type === 'text-end' ? sampleStatus(draft.status) : 'streaming'
      tell(ended)
      if (ended === 'stopped') answer = { ...answer, status: 'stopped' }
      yield {
        answer,
        running:
          event.type === 'prefill-progress'
            ? { stage: 'reading', readTokens: event.tokens, ofTokens: event.of, sample }
            : event.type === 'queued'
              ? { stage: 'queued', ahead: event.ahead, sample }
              : { stage: 'writing', sample },
      }
    }
  } catch (error) {
    yield { answer: tell('stopped'), running: {} }
    throw error
  }
}

function sampleStatus(status: Message['status']): Sample['status'] {
  return status === 'done' || status === 'length' ? status : 'stopped'
}

/** The answer with what is known of a sample now; its text is the sample's as long as no other is picked. */
function withSample(
  answer: Message,
  index: number,
  draft: Message,
  { status, tokens, asked }: Pick<Sample, 'status' | 'tokens'> & { readonly asked: string },
): Message {
  const harder = harderOf(answer)
  const { text, thought, stats } = draft
  const final = hasEnded({ status }) ? finalOf(answer, text, asked, status === 'length') : null
  const sample: Sample = { text, final, status, tokens, ...(thought && { thought }) }
  const samples = [...harder.samples]
  samples[index] = sample
  const changed = { ...answer, harder: { ...harder, samples }, ...(stats && { stats }) }
  const isShown = harder.picked === null ? index === 0 : harder.picked === index
  return isShown ? { ...changed, text, ...(thought && { thought }) } : changed
}

/** What votes are counted by: of JSON the whole value, however it is laid out. */
function finalOf({ jsonSchema }: Message, text: string, asked: string, isCut: boolean): string | null {
  if (jsonSchema === undefined) return finalAnswer(text, asked, isCut)
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return null
  }
}

/** Indexes of the samples that are still to be written, or to be written on. */
function samplesToWrite({ samples, of, picked }: Harder): number[] {
  const open = Array.from({ length: of }, (_, index) => index).filter(index => {
    const sample = samples[index]
    return !sample || !hasEnded(sample)
  })
  if (open.length > 0) return open
  return picked !== null && samples[picked]?.status === 'length' ? [picked] : []
}

/** That the samples still to come could not overturn the majority. */
function isSettled({ method, samples, of }: Harder): boolean {
  const ended = samples.filter(hasEnded).length
  return method === 'majority' && ended >= fewestSamples && ended < of && isDecided(samples, of - ended)
}

/** What is known of the samples so far, where a run failed and took its stats with it. */
function withStats(answer: Message): Message {
  const completionTokens = harderOf(answer).samples.reduce((sum, { tokens }) => sum + tokens, 0)
  if (answer.stats || completionTokens === 0) return answer
  return { ...answer, stats: { promptTokens: 0, cachedTokens: 0, completionTokens, firstTokenMs: 0 } }
}

function question({ conversation, answer }: AnswerTask): string {
  return conversation.messages.find(({ id }) => id === answer.parentId)?.text ?? ''
}

function harderOf({ harder }: Message): Harder {
  return harder ?? { method: 'majority', of: 2, samples: [], picked: null }
}
