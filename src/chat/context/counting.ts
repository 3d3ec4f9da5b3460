import type { PromptMessage } from '../../engines/engine.ts'
import type { AnswerModel } from '../answering.ts'

/** A shorter count takes no longer where Hermit knows the tokenizer; an engine that has to read for it does. */
const slowMs = 250
/** Longer prompts are counted anew each time rather than kept as keys. */
const keptCharacters = 20_000
const keptCounts = 1000
/** An estimate for engines that count by reading: letters a token in English, about as many tokens as ideographs. */
const charactersPerToken = 4

/** Counts by the model's own tokenizer, and remembers. All of it throws what AnswerModel.countTokens throws. */
export interface Counting {
  /** Exact, of a whole prompt. */
  count(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number>
  /**
   * What some neighbouring messages add to a prompt with this beginning. An estimate where counting is slow: nothing
   * but the whole prompt is worth reading there.
   */
  added(
    system: readonly PromptMessage[],
    messages: readonly PromptMessage[],
    signal: AbortSignal,
  ): Promise<number>
  /** Whether the loaded model can only count by reading: found out by one short count for each model. */
  isSlow(system: readonly PromptMessage[], signal: AbortSignal): Promise<boolean>
}

const question: PromptMessage = { role: 'user', content: 'x' }
const answer: PromptMessage = { role: 'assistant', content: 'x' }

/** Builds the counting of one chat room; it forgets all when another model is loaded. */
export function createCounting(model: AnswerModel): Counting {
  let counts = new Map<string, number>()
  let counter: string | undefined
  let slow: boolean | undefined

  function forgetOthers(): void {
    const now = JSON.stringify([model.writer(), model.contextTokens()])
    if (now === counter) return
    counter = now
    counts = new Map()
    slow = undefined
  }

  async function count(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number> {
    forgetOthers()
    const key = JSON.stringify(messages)
    const known = counts.get(key)
    if (known !== undefined) return known
    const mine = counts
    const tokens = slow ? await countByReading(messages, signal) : await model.countTokens(messages, signal)
    signal.throwIfAborted()
    if (key.length <= keptCharacters) {
      if (mine.size >= keptCounts) mine.clear()
      mine.set(key, tokens)
    }
    return tokens
  }

  /** The engine tells the length of a prompt before it has read it; it stops there. */
  async function countByReading(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number> {
    const enough = new AbortController()
    const either = AbortSignal.any([signal, enough.signal])
    let tokens: number | undefined
    for await (const event of model.generate({ messages, maxTokens: 0 }, either)) {
      if (event.type === 'prefill-progress') tokens ??= event.of
      if (event.type === 'text-end' && event.reason !== 'cancelled') tokens ??= event.usage.promptTokens
      if (tokens !== undefined) enough.abort()
    }
    signal.throwIfAborted()
    return tokens ?? model.countTokens(messages, signal)
  }

  /**
   * Tokens of a question of one word, with all that the template writes around it: half of what it and an answer of
   * one word take. Where the roles' own names differ in tokens it is one off, and so are a draft and a turn without an
   * answer by themselves; the system prompt's part makes up for it, and every sum stays exact.
   */
  async function unit(system: readonly PromptMessage[], signal: AbortSignal): Promise<number> {
    const pair = await count([...system, question, answer, question], signal)
    return Math.round((pair - (await count([...system, question], signal))) / 2)
  }

  async function isSlow(system: readonly PromptMessage[], signal: AbortSignal): Promise<boolean> {
    forgetOthers()
    for (const content of ['x', 'y']) {
      // The first count of a model may take its time for other reasons.
      if (slow !== undefined) break
      const since = performance.now()
      await model.countTokens([...system, { role: 'user', content }], signal)
      if (performance.now() - since < slowMs) slow = false
      else if (content === 'y') slow = true
    }
    return slow ?? false
  }

  return {
    count,
    isSlow,
    async added(system, messages, signal) {
      if (messages.length === 0) return 0
      if (await isSlow(system, signal)) return roughly(messages)
      const base = await count([...system, question], signal)
      // After a last answer the prompt would go on with it, without what ends a message.
      if (messages.at(-1)?.role === 'assistant') {
        const begun = messages[0]?.role === 'assistant' ? [question, ...messages] : messages
        const more = (await count([...system, ...begun, question], signal)) - base
        return begun === messages ? more : more - (await unit(system, signal))
      }
      return (await count([...system, ...messages], signal)) - base + (await unit(system, signal))
    },
  }
}

function roughly(messages: readonly PromptMessage[]): number {
  return messages.reduce((sum, { content }) => sum + Math.ceil(content.length / charactersPerToken) + 4, 0)
}
