import { FaultError } from '../../fault.ts'
import type { Running } from '../chat.ts'
import { type Conversation, contextOf } from '../conversation.ts'
import type { ChatCore } from '../core.ts'
import { lengthFault, overBy } from '../length.ts'
import { buildPrompt, oldestThatFits, summaryMessage, systemMessagesOf } from '../prompt.ts'
import type { Counting } from './counting.ts'
import { coveredBy, summaryTokens, transcriptOf, writeSummary } from './summarise.ts'
import type { Summary } from './summary.ts'
import { readTurns, type TurnReading } from './turns.ts'

/** Makes room for answers, each chat by its policy. */
export interface RoomMaker {
  /**
   * Sees to it that the prompt of a conversation leaves room for an answer. Where it does not, the oldest turns are
   * left out or summarised if that is the chat's policy. Throws a FaultError where the person has to be asked.
   */
  makeRoom(conversation: Conversation, signal: AbortSignal): Promise<void>
  /** Has the next answer in a chat make room by a summary, whatever the chat's policy. */
  summariseOnce(conversationId: string): void
}

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

/** Builds what makes room. */
export function createRoomMaker(core: ChatCore, counting: Counting): RoomMaker {
  const { model, store } = core
  const summariesWanted = new Set<string>()

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

  return {
    async makeRoom(conversation, signal) {
      const isWanted = summariesWanted.delete(conversation.id)
      const overTokens = await over(conversation, signal)
      if (overTokens <= 0) return
      const policy = isWanted ? 'summarise' : (conversation.settings?.overflow ?? 'ask')
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
    },
    summariseOnce: id => void summariesWanted.add(id),
  }
}

/** The conversation with one more summary, which goes before older ones of the same messages. */
export function withSummary(conversation: Conversation, summary: Summary): Conversation {
  return { ...conversation, summaries: [...(conversation.summaries ?? []), summary] }
}
