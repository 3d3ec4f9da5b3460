import type { Conversation } from '../conversation.ts'
import type { ChatCore } from '../core.ts'
import { overBy } from '../length.ts'
import { buildPrompt } from '../prompt.ts'
import type { ContextWork } from './context-work.ts'

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

/** Builds what makes room. */
export function createRoomMaker({ model }: ChatCore, work: () => Promise<ContextWork>): RoomMaker {
  const summariesWanted = new Set<string>()
  return {
    async makeRoom(conversation, signal) {
      const isSummaryWanted = summariesWanted.delete(conversation.id)
      const overTokens = await overBy(model, buildPrompt(conversation), signal)
      if (overTokens <= 0) return
      await (await work()).findRoom({ conversation, overTokens, isSummaryWanted }, signal)
    },
    summariseOnce: id => void summariesWanted.add(id),
  }
}
