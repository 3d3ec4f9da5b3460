import { FaultError } from '../../fault.ts'
import type { Running } from '../chat.ts'
import { type Conversation, contextOf } from '../conversation.ts'
import type { ChatCore } from '../core.ts'
import { lengthFault, overBy } from '../length.ts'
import { buildPrompt, oldestThatFits, summaryMessage, systemMessagesOf } from '../prompt.ts'
import type { Counting } from './counting.ts'
import { summaryTokens, transcriptOf, writeSummary } from './summarise.ts'
import { type Summary, withSummary } from './summary.ts'
import { coveredBy, readTurns, type TurnReading } from './turns.ts'

/** A summary leaves so much of the window free beside the answer, or the next question would need another one. */
const headroom = 1 / 8

/** The conversation without as many of its oldest turns as it takes to fit; undefined where none are enough. */
export async function withoutOldest(
  core: ChatCore,
  conversation: Conversation,
  signal: AbortSignal,
): Promise<Conversation | undefined> {
  const from = (contextStartId: string) => ({ ...conversation, contextStartId })
  const start = await oldestThatFits(
    contextOf(conversation),
    async ({ id }) => (await overBy(core.model, buildPrompt(from(id)), signal)) <= 0,
  )
  return start && from(start.id)
}

/** A chat that has no room for an answer. */
export interface NoRoom {
  readonly conversation: Conversation
  /** Its prompt is so far over what leaves room. */
  readonly overTokens: number
  /** The person asked for a summary, whatever the chat's policy. */
  readonly isSummaryWanted: boolean
}

/**
 * Builds what finds room where there is none: the oldest turns are left out or summarised, if that is the chat's
 * policy. It throws a FaultError where the person has to be asked.
 */
export function createRoomFinder(core: ChatCore, counting: Counting) {
  const { model, store } = core

  function setStage(conversationId: string, stage: Running['stage']): void {
    const { running } = store.getState()
    const mine = running.get(conversationId)
    if (mine) store.setState({ running: new Map(running).set(conversationId, { ...mine, stage }) })
  }

  const over = (conversation: Conversation, signal: AbortSignal) =>
    overBy(model, buildPrompt(conversation), signal)

  /** The fewest of the oldest turns that have to go so that a summary of them fits in their place. */
  async function turnsToSummarise(conversation: Conversation, signal: AbortSignal): Promise<TurnReading[]> {
    const candidates = readTurns(conversation)
      .slice(0, -1)
      .filter(({ state }) => state === 'read' || state === 'summarised')
    const window = model.contextTokens() ?? 0
    const isEnough = async (count: number, spare: number) => {
      const oldest = candidates.slice(0, count)
      const trial = withSummary(conversation, {
        id: '',
        messageIds: coveredBy(oldest),
        text: '…',
        createdAt: 0,
      })
      return (await over(trial, signal)) + summaryTokens(window) + spare <= 0
    }
    let low = 1
    let high = candidates.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (await isEnough(middle, window * headroom)) high = middle
      else low = middle + 1
    }
    return low <= candidates.length && (await isEnough(low, 0)) ? candidates.slice(0, low) : []
  }

  /** The conversation with its oldest turns summarised; undefined where that does not make it fit. */
  async function withOldestSummarised(
    conversation: Conversation,
    overTokens: number,
    signal: AbortSignal,
  ): Promise<Conversation | undefined> {
    const oldest = await turnsToSummarise(conversation, signal)
    if (oldest.length === 0) return undefined
    let text = ''
    const task = { model, counting, transcript: transcriptOf(oldest), now: core.now }
    for await (const step of writeSummary(task, signal)) text = step.text
    if (text === '') return undefined
    const modelName = model.writer()?.modelName
    const summary: Summary = {
      id: core.newId(),
      messageIds: coveredBy(oldest),
      text,
      createdAt: core.now(),
      ...(modelName === undefined ? {} : { modelName }),
    }
    const overAfter = await over(withSummary(conversation, summary), signal)
    if (overAfter > 0) return undefined
    const messages = [summaryMessage(text)]
    const tokens = await counting.added(systemMessagesOf(conversation), messages, signal)
    const instead = tokens + overTokens - overAfter
    return withSummary(core.find(conversation.id) ?? conversation, {
      ...summary,
      tokens: { summary: tokens, instead },
    })
  }

  return async (
    { conversation, overTokens, isSummaryWanted }: NoRoom,
    signal: AbortSignal,
  ): Promise<void> => {
    const policy = isSummaryWanted ? 'summarise' : (conversation.settings?.overflow ?? 'ask')
    const fault = await lengthFault(model, conversation, overTokens, signal)
    if (policy === 'ask' || fault.code !== 'chat-too-long') throw new FaultError(fault)
    let fitting: Conversation | undefined
    if (policy === 'drop') {
      const start = (await withoutOldest(core, conversation, signal))?.contextStartId
      const latest = core.find(conversation.id) ?? conversation
      fitting = start == null ? undefined : { ...latest, contextStartId: start }
    } else {
      setStage(conversation.id, 'summarising')
      try {
        fitting = await withOldestSummarised(conversation, overTokens, signal)
      } catch {
        // A summary that could not be written is no reason not to ask.
        signal.throwIfAborted()
      }
      setStage(conversation.id, 'waiting')
    }
    if (!fitting) throw new FaultError(fault)
    core.put(fitting)
  }
}
