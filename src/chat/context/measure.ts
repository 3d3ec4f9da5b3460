import type { PromptMessage } from '../../engines/engine.ts'
import type { Processor } from '../../engines/ladder.ts'
import type { Conversation } from '../conversation.ts'
import { passageBudget } from '../documents/budget.ts'
import { answerReserveTokens, buildPromptWith, summaryMessage, systemMessagesOf } from '../prompt.ts'
import type { Counting } from './counting.ts'
import { readTurnsNext } from './turns.ts'

/**
 * What fills the context, in tokens. The parts and the room for documents and the answer sum to the window, or to more.
 */
export interface ContextMeasure {
  readonly conversationId: string
  readonly system: number
  readonly summaries: number
  readonly history: number
  /** What is kept for what will be found in the chat's documents, at most: which that is shows when it is sent. */
  readonly documents: number
  readonly draft: number
  /** Of the prompt: all of the above but documents. Exact where the draft is sent as it stands, and without any. */
  readonly used: number
  /** What is kept for the answer, as far as it is left. */
  readonly answer: number
  readonly free: number
  readonly window: number
  /** The prompt is so long that only its newest part was counted: it is longer than `used`. */
  readonly isAtLeast: boolean
  /** This engine counts by reading: `used` is exact, its parts are estimates. */
  readonly isEstimated: boolean
}

/** A prompt of more characters for each token of the window does not fit anyway: its end is enough to count. */
const enoughCharactersPerToken = 20

/**
 * Counts what the next question would send. The whole is counted as it would be sent; the system prompt, the draft
 * and the summaries by themselves; the history is the rest, so that the parts always sum to the whole.
 * @param window The context window in tokens.
 * @param processor What runs the model; on it depends how much is found in documents for one question.
 */
export async function measureContext(
  counting: Counting,
  conversation: Conversation,
  draft: string,
  window: number,
  processor: Processor,
  signal: AbortSignal,
): Promise<ContextMeasure> {
  const system = systemMessagesOf(conversation)
  const isEstimated = await counting.isSlow(system, signal)
  const added = (content: string) => counting.added(system, [{ role: 'user', content }], signal)
  const text = draft.trim()

  // Without a draft a word stands in for it, and is taken away again.
  const standIn = text === '' ? 'x' : text
  const prompt = newestPart(buildPromptWith(conversation, standIn), window * enoughCharactersPerToken)
  const standInTokens = await added(standIn)
  const total = await counting.count(prompt.messages, signal)
  const used = text === '' ? Math.max(0, total - standInTokens) : total

  const turns = readTurnsNext(conversation)
  let summariesAlone = 0
  for (const { beginsSummary, summary } of turns) {
    if (beginsSummary && summary) summariesAlone += await added(summaryMessage(summary.text).content)
  }
  const systemAlone = isEstimated
    ? await counting.added(system, system, signal)
    : (await counting.count([...system, { role: 'user', content: standIn }], signal)) - standInTokens

  // Where messages were made one, they take a little less together than apart.
  let rest = used
  const take = (wanted: number) => {
    const taken = Math.max(0, Math.min(wanted, rest))
    rest -= taken
    return taken
  }
  const draftTokens = text === '' ? 0 : take(standInTokens)
  const systemTokens = take(turns.length === 0 ? rest : systemAlone)
  const summaries = take(summariesAlone)
  const answer = Math.max(0, Math.min(answerReserveTokens, window - used))
  const usesDocuments = (conversation.settings?.documents?.length ?? 0) > 0
  const promptTokens = systemTokens + standInTokens
  const budget = usesDocuments ? passageBudget({ contextTokens: window, processor, promptTokens }) : 0
  const documents = Math.max(0, Math.min(budget, window - used - answer))
  return {
    conversationId: conversation.id,
    system: systemTokens,
    summaries,
    history: rest,
    documents,
    draft: draftTokens,
    used,
    answer,
    free: Math.max(0, window - used - answer - documents),
    window,
    isAtLeast: prompt.isCut,
    isEstimated,
  }
}

/** The prompt, or as much of its end as has so many characters: it still begins with what the person said. */
function newestPart(messages: readonly PromptMessage[], most: number) {
  let characters = 0
  let from = messages.length
  while (from > 0 && characters <= most) {
    from -= 1
    characters += messages[from]?.content.length ?? 0
  }
  if (from === 0) return { messages, isCut: false }
  const start = messages.findIndex(({ role }, index) => index >= from && role === 'user')
  return { messages: start > 0 ? messages.slice(start) : messages, isCut: start > 0 }
}
