import type { Slot, SlotKind } from '../../abilities/tool.ts'
import { inTime } from '../../abort.ts'
import type { Engine, GenerateRequest } from '../../engines/engine.ts'
import { copyGrammar } from './copy-grammar.ts'
import { fillPrompt, isPlainName, readLines, withItsMark } from './lines.ts'

/** What answers: an engine, or the session of the model in use. */
export type FillModel = Pick<Engine, 'generate'>

/** Kinds whose value is words of the request itself; rules read all others better. */
export const copiedKinds: readonly SlotKind[] = ['text', 'person', 'place']

/** Longest wait, in milliseconds: the model may be loading, or answer in another chat. Rules alone are there at once. */
const defaultLimitMs = 15_000

/** A value repeats words of the request, and a Chinese character takes up to three tokens. */
const tokensBesideWords = 48
const tokensPerLetter = 2
const mostTokens = 400

/**
 * Finds the slots of a tool that are words of the request, by the adapter over the model in use: every value is words
 * of the request in their order, and what is not in them is absent. Undefined where the engine has no adapter, where
 * something fails or takes too long, and after an abort: rules alone fill the slots then.
 *
 * @param tool Its name.
 * @param slots All of its slots; those of other kinds than 'text', 'person' and 'place' are passed over.
 */
export async function fillByAdapter(
  model: FillModel,
  tool: string,
  words: string,
  slots: Readonly<Record<string, Slot>>,
  signal: AbortSignal,
  limitMs = defaultLimitMs,
): Promise<Readonly<Record<string, string>> | undefined> {
  const names = Object.entries(slots).flatMap(([name, { kind }]) =>
    copiedKinds.includes(kind) && isPlainName(name) ? [name] : [],
  )
  if (!isPlainName(tool)) return undefined
  if (names.length === 0) return {}
  const grammar = copyGrammar(words, names)
  if (grammar === undefined) return undefined
  const maxTokens = Math.min(mostTokens, tokensBesideWords + tokensPerLetter * words.length)
  const request: GenerateRequest = {
    messages: [],
    prompt: fillPrompt(tool, names, words),
    grammar,
    adapter: 'tools',
    maxTokens,
    temperature: 0,
  }
  const ask = async (limited: AbortSignal) => {
    let text = ''
    for await (const event of model.generate(request, limited)) {
      if (event.type === 'text-delta') text += event.text
      if (event.type === 'text-end' && event.reason !== 'stop') return undefined
    }
    return text
  }
  const text = await inTime(ask, limitMs, signal).catch(() => undefined)
  if (text === undefined) return undefined
  const found = Object.entries(readLines(text, names))
  return Object.fromEntries(found.map(([name, value]) => [name, withItsMark(value, words)]))
}
