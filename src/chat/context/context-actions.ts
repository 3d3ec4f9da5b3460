import type { PromptMessage } from '../../engines/engine.ts'
import { type Conversation, newConversation } from '../conversation.ts'
import type { ChatCore } from '../core.ts'
import {
  buildShortestPrompt,
  longestThatFits,
  promptOf,
  summaryMessage,
  systemMessagesOf,
} from '../prompt.ts'
import type { ContextWork } from './context-work.ts'
import type { RoomMaker } from './make-room.ts'
import type { ContextMeasure } from './measure.ts'
import type { SummaryStep } from './summarise.ts'
import { type ContextMark, type Summary, withSummary } from './summary.ts'
import { coveredBy, readTurnsNext, type TurnReading } from './turns.ts'

/** A summary that the person has seen and agreed to. */
export interface WrittenSummary extends Pick<Summary, 'text' | 'tokens'> {
  /** The loaded model wrote it, or a part of it. */
  readonly isByModel: boolean
}

/** What a person can do about what the model reads. */
export interface ContextActions {
  /** After 'message-too-long': puts the beginning of the message that fits back into the composer. */
  shorten(answerId: string): Promise<void>
  undoShorten(): void
  /**
   * After 'chat-too-long': the model no longer reads the oldest turns; then answers, or goes on with a cut answer.
   * False where that would not be enough: pinned turns and summaries alone are too long.
   */
  leaveOutOldest(answerId: string): Promise<boolean>
  /** After 'chat-too-long': summarises the oldest turns; then answers, or goes on with a cut answer. */
  summariseOldest(answerId: string): void
  /** Marks turns of the chat in view, by their ids; undefined takes a mark away. */
  mark(turnIds: readonly string[], mark: ContextMark | undefined): void
  /** Has the model write a summary of turns of the chat in view. Aborting throws the signal's reason. Throws FaultError. */
  writeSummary(turnIds: readonly string[], signal: AbortSignal): AsyncIterable<SummaryStep>
  /** Has the model read a text in the place of turns of the chat in view. */
  addSummary(turnIds: readonly string[], written: WrittenSummary): void
  removeSummary(summaryId: string): void
  /**
   * Counts what sending this draft in the chat in view would send. Undefined where no model is loaded, or where it can
   * only count by reading and `mayRead` is false. Throws FaultError; the signal's reason when aborted.
   */
  measureContext(draft: string, mayRead: boolean, signal: AbortSignal): Promise<ContextMeasure | undefined>
  /** What turns of the chat in view take in a prompt, as they stand in the chat. Undefined where no model is loaded. */
  countTurns(turnIds: readonly string[], signal: AbortSignal): Promise<number | undefined>
  /** The same of a summary's text. */
  countSummary(text: string, signal: AbortSignal): Promise<number | undefined>
}

/** Builds the part of the chat that decides what the model reads. */
export function createContextActions(
  core: ChatCore,
  work: () => Promise<ContextWork>,
  room: RoomMaker,
): ContextActions {
  const { store, model } = core
  const never = new AbortController().signal

  /** The conversation in view where it may be changed now. */
  function changeable(): Conversation | undefined {
    const conversation = core.current()
    return conversation && core.canWrite() && !core.isBusy(conversation.id) ? conversation : undefined
  }

  function put(conversation: Conversation): void {
    core.cancelReadAhead()
    core.put(conversation)
  }

  function readingsOf(turnIds: readonly string[]): TurnReading[] {
    const conversation = core.current()
    const wanted = new Set(turnIds)
    return conversation ? readTurnsNext(conversation).filter(({ turn }) => wanted.has(turn.id)) : []
  }

  const inView = (): Conversation => {
    const { newSettings } = store.getState()
    return core.current() ?? { ...newConversation('new', 0), ...(newSettings && { settings: newSettings }) }
  }

  /** Tokens of some messages by themselves; a model that is not loaded is not loaded for it. */
  async function added(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number | undefined> {
    if (model.contextTokens() === undefined) return undefined
    const { counting } = await work()
    return counting.added(systemMessagesOf(inView()), messages, signal)
  }

  return {
    async shorten(answerId) {
      const found = core.answerInView(answerId)
      if (!found || !core.canWrite()) return
      const { conversation, answer, question } = found
      const text = await longestThatFits(question.text, shorter =>
        core.fits(buildShortestPrompt(conversation, shorter, answer.passages)),
      )
      // The long message stays in the chat as an earlier version of the one that will be sent.
      core.put({ ...conversation, leafId: question.parentId })
      core.setDraftOf(conversation.id, text)
      store.setState({ unshortened: question.text })
    },

    undoShorten() {
      const { unshortened, currentId } = store.getState()
      if (unshortened === undefined) return
      core.setDraftOf(currentId, unshortened)
      core.dropUndo()
    },

    async leaveOutOldest(answerId) {
      const found = core.changeable(answerId)
      if (!found) return true
      const { conversation, answer, question } = found
      const isCut = answer.text !== '' || answer.thought !== undefined
      // An answer that has no text brings what was found for it.
      const asked = { ...conversation, leafId: answer.id }
      const { withoutOldest } = await work()
      const fitting = await withoutOldest(core, asked, never)
      if (!fitting) return false
      if (isCut) core.resume(fitting, answer)
      else core.startAnswer(fitting, question.id)
      return true
    },

    summariseOldest(answerId) {
      const found = core.changeable(answerId)
      if (!found) return
      const { conversation, answer, question } = found
      room.summariseOnce(conversation.id)
      if (answer.text !== '' || answer.thought) core.resume({ ...conversation, leafId: answer.id }, answer)
      else core.startAnswer({ ...conversation, leafId: question.id }, question.id)
    },

    mark(turnIds, mark) {
      const conversation = changeable()
      if (!conversation) return
      const wanted = new Set(turnIds)
      const messages = conversation.messages.map(message => {
        if (!wanted.has(message.id) || message.role !== 'user') return message
        const { context: _, ...others } = message
        return mark ? { ...others, context: mark } : others
      })
      put({ ...conversation, messages })
    },

    async *writeSummary(turnIds, signal) {
      const readings = readingsOf(turnIds)
      const { counting, transcriptOf, writeSummary } = await work()
      const transcript = transcriptOf(readings)
      yield* writeSummary({ model, counting, transcript, now: core.now }, signal)
    },

    addSummary(turnIds, { isByModel, ...written }) {
      const conversation = changeable()
      const text = written.text.trim()
      if (!conversation || text === '') return
      const modelName = isByModel ? model.writer()?.modelName : undefined
      put(
        withSummary(conversation, {
          ...written,
          id: core.newId(),
          messageIds: coveredBy(readingsOf(turnIds)),
          text,
          createdAt: core.now(),
          ...(modelName === undefined ? {} : { modelName }),
        }),
      )
    },

    removeSummary(summaryId) {
      const conversation = changeable()
      if (!conversation) return
      const { summaries = [], ...others } = conversation
      const left = summaries.filter(({ id }) => id !== summaryId)
      put(left.length > 0 ? { ...others, summaries: left } : others)
    },

    async measureContext(draft, mayRead, signal) {
      const conversation = inView()
      const contextTokens = model.contextTokens()
      if (contextTokens === undefined) return undefined
      const { counting, measureContext } = await work()
      if (!mayRead && (await counting.isSlow(systemMessagesOf(conversation), signal))) return undefined
      const processor = model.processor?.() ?? 'cpu'
      return measureContext(counting, conversation, draft, contextTokens, processor, signal)
    },

    async countTurns(turnIds, signal) {
      let sum = 0
      for (const { turn } of readingsOf(turnIds)) {
        const tokens = await added(
          turn.messages.flatMap(message => promptOf(message)),
          signal,
        )
        if (tokens === undefined) return undefined
        sum += tokens
      }
      return sum
    },

    countSummary: (text, signal) => added([summaryMessage(text)], signal),
  }
}
