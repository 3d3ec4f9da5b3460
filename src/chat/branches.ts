import type { Sampling } from './chat-settings.ts'
import { type Message, selectVersion, wasCut } from './conversation.ts'
import type { ChatCore } from './core.ts'
import type { HarderMethod } from './harder/harder.ts'

/** "Think harder": how many answers, and how one of them is picked. */
export interface HarderRequest {
  readonly method: HarderMethod
  /** 2 to 8. */
  readonly of: number
}

/** What an answer that is chosen from several begins with. */
export function harderFields(request: HarderRequest | undefined): Partial<Message> {
  return request ? { harder: { ...request, samples: [], picked: null } } : {}
}

/** How an answer is asked for again. */
export interface RetryOptions {
  /** Over the chat's own. */
  readonly sampling?: Sampling
  /** Answers several times and picks one. */
  readonly harder?: HarderRequest
}

/** What a person can do with the branches of a chat. */
export interface Branches {
  /** Answers again, as a new version beside the old one. */
  retry(answerId: string, options?: RetryOptions): void
  /** Goes on with the last answer where it was cut, in the same message and from the exact text. */
  continueAnswer(answerId: string): void
  showVersion(messageId: string): void
}

/** Builds the part of the chat that knows branches. */
export function createBranches(core: ChatCore): Branches {
  return {
    retry(answerId, { sampling, harder } = {}) {
      const found = core.changeable(answerId)
      if (!found) return
      core.startAnswer(found.conversation, found.question.id, {
        ...(sampling ? { sampling } : {}),
        ...harderFields(harder),
      })
    },

    continueAnswer(answerId) {
      const found = core.changeable(answerId)
      if (!found || found.conversation.leafId !== answerId || !wasCut(found.answer)) return
      core.resume(found.conversation, found.answer)
    },

    showVersion(messageId) {
      const conversation = core.current()
      if (!conversation || !core.canWrite() || core.store.getState().running.has(conversation.id)) return
      core.put(selectVersion(conversation, messageId))
    },
  }
}
