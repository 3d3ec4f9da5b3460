import { EngineError } from '../engine.ts'
import type { KnownAnswers, KnownTurn } from './known-answers.ts'
import type { KvCache } from './kv-cache.ts'
import type { Pipeline, Sampling, Tensor } from './pipeline.ts'

/** A loaded model to be checked. */
export interface Checked {
  readonly pipeline: Pipeline
  readonly cache: KvCache
  /** Throws when the check is to end. */
  throwIfGone(): void
}

/** What a check found out beside that all is well. */
export interface CheckResult {
  /** Tokens a second while decoding. */
  readonly decodeRate: number
  /** False where this GPU answers otherwise with a reused KV cache than without. */
  readonly mayReuse: boolean
}

const greedy: Sampling = { temperature: 0, top_p: 1, repetition_penalty: 1 }
/** Small enough to read the long prompts in several passes, each against what the ones before left. */
const checkChunkTokens = 16
/** A GPU that reads faster is also checked beyond the library's largest chunk, which then takes under 10 s. */
const fastTokensPerSecond = 80

/**
 * Compares the model's greedy answers on this GPU with recorded ones: a first turn, a second one that reuses the
 * KV cache, and with `depth` 'full' a prompt in several chunks. Throws an EngineError 'wrong-output' that says
 * which differs. The cache is empty afterwards.
 */
export async function checkAnswers(
  checked: Checked,
  answers: KnownAnswers,
  depth: 'quick' | 'full',
  onProgress: (fraction: number) => void,
): Promise<CheckResult> {
  const { pipeline, cache } = checked
  const steps = depth === 'full' ? 3 : 2
  const { first, second } = answers
  const beginning = await compare(checked, 'the first turn', first)
  onProgress(1 / steps)
  const prompt = [...first.prompt, ...first.answer, ...second.prompt]
  const reused = await compare(checked, 'a turn with a reused KV cache', { prompt, answer: second.answer })
  onProgress(2 / steps)
  if (depth === 'full') {
    const isFast = first.prompt.length / (beginning.prefillMs / 1000) >= fastTokensPerSecond
    const chunk = isFast ? pipeline.prefillChunkSize : checkChunkTokens
    await compare(checked, 'a prompt in several chunks', isFast ? answers.longest : answers.long, chunk)
    onProgress(1)
  }
  cache.clear()
  const tokens = first.answer.length + second.answer.length - 2
  return { decodeRate: (1000 * tokens) / (beginning.decodeMs + reused.decodeMs), mayReuse: true }
}

/** Text for models without recorded answers; only its length and variety matter. */
const sample = {
  first: 'The keeper wrote in the log: wind from the north, three ships passed,',
  second: ' one was new. Later that night:',
  answerTokens: 12,
}

/**
 * Checks a model of which no answers are recorded: its logits must be numbers that differ, and a second turn must
 * be answered alike with a reused KV cache and without. Throws an EngineError 'wrong-output' for the former.
 */
export async function checkSanity(
  checked: Checked,
  onProgress: (fraction: number) => void,
): Promise<CheckResult> {
  const { pipeline, cache } = checked
  const encode = (text: string) => [...pipeline.tokenizer.encode(text)]
  const [first, second] = [encode(sample.first), encode(sample.second)]
  await expectSaneLogits(checked, first)
  onProgress(0.2)
  const begun = await answer(checked, first, sample.answerTokens)
  onProgress(0.4)
  const prompt = [...first, ...begun.ids, ...second]
  const reused = await answer(checked, prompt, sample.answerTokens)
  onProgress(0.6)
  cache.clear()
  const whole = await answer(checked, prompt, sample.answerTokens, pipeline.prefillChunkSize)
  onProgress(1)
  cache.clear()
  return {
    decodeRate: (1000 * (2 * sample.answerTokens - 2)) / (begun.decodeMs + reused.decodeMs),
    mayReuse: reused.ids.join() === whole.ids.join(),
  }
}

async function compare(checked: Checked, what: string, turn: KnownTurn, chunk?: number): Promise<Answer> {
  const given = await answer(checked, turn.prompt, turn.answer.length, chunk)
  if (given.ids.join() === turn.answer.join()) return given
  throw new EngineError('wrong-output', `${what}: expected ${turn.answer}, got ${given.ids}`)
}

async function expectSaneLogits({ pipeline, cache }: Checked, prompt: readonly number[]): Promise<void> {
  cache.keep(prompt)
  const logits = await cache.read(prompt, () => true)
  if (!logits) throw new EngineError('wrong-output', 'no logits')
  pipeline.tvm.beginScope()
  const copy = pipeline.updateLogitsOnCPU(logits)
  pipeline.tvm.endScope()
  await pipeline.device.sync()
  logits.dispose()
  const values = Array.from(copy.toArray())
  const areNumbers = values.every(Number.isFinite)
  if (!areNumbers || new Set(values).size < 2) {
    throw new EngineError('wrong-output', areNumbers ? 'all logits are alike' : 'logits are not numbers')
  }
}

interface Answer {
  readonly ids: readonly number[]
  readonly prefillMs: number
  readonly decodeMs: number
}

/** The greedy answer, of exactly so many tokens. */
async function answer(
  checked: Checked,
  prompt: readonly number[],
  count: number,
  chunk?: number,
): Promise<Answer> {
  const { pipeline, cache, throwIfGone } = checked
  const since = performance.now()
  cache.keep(prompt)
  let logits: Tensor | undefined = await cache.read(prompt, () => true, chunk)
  const readAt = performance.now()
  const ids: number[] = []
  pipeline.resetGenerationRoundState()
  while (logits) {
    throwIfGone()
    const id: number = await pipeline.sampleFromRawLogits(logits, greedy)
    logits.dispose()
    ids.push(id)
    logits = ids.length < count ? await cache.append(id) : undefined
  }
  return { ids, prefillMs: readAt - since, decodeMs: performance.now() - readAt }
}
