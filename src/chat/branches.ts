import { branchBelow, withBranchAgain, withoutBranch } from './branch-changes.ts'
import type { Sampling } from './chat-settings.ts'
import {
  appendMessage,
  branch,
  type Conversation,
  type Message,
  selectVersion,
  wasCut,
} from './conversation.ts'
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
  /** Answers without the chat's documents. Default: as the answer that this is asked of. */
  readonly withoutDocuments?: boolean
  /** Has the model answer, whatever tools could do. Default: likewise. */
  readonly withoutTools?: boolean
}

/** A branch that was deleted, as long as that can be undone. */
export interface DeletedBranch {
  readonly conversationId: string
  /** How many messages went. */
  readonly count: number
  /** The chat as it was. */
  readonly before: Conversation
}

/** What a person can do with the branches of a chat. */
export interface Branches {
  /** Answers again, as a new version beside the old one; a question that has no answer is answered. */
  retry(messageId: string, options?: RetryOptions): void
  /**
   * Asks a question of the person's in other words, as a new version beside the old one, and answers it. Words that
   * are the same are answered again. False where that is not possible now.
   */
  edit(questionId: string, text: string): boolean
  /** Goes on with the last answer where it was cut, in the same message and from the exact text. */
  continueAnswer(answerId: string): void
  /** Brings a version into view, with the branch below it that was seen last. */
  showVersion(messageId: string): void
  /** Deletes a message and all that follows it, until it is undone or forgotten. */
  deleteBranch(messageId: string): void
  undoDeleteBranch(): void
  forgetDeletedBranch(): void
}

/** Builds the part of the chat that knows branches. */
export function createBranches(core: ChatCore): Branches {
  const { store } = core
  /** By version: the end of the branch that was in view when it was left. */
  const lastSeen = new Map<string, string>()

  const isRunning = (conversation: Conversation) => core.isBusy(conversation.id)

  /** A message of the chat in view, where it may be changed now. */
  function changeable(messageId: string) {
    const conversation = core.current()
    if (!conversation || !core.canWrite() || isRunning(conversation)) return undefined
    const message = conversation.messages.find(({ id }) => id === messageId)
    return message && { conversation, message }
  }

  /** Remembers where the person was in the version in view that shares its parent with another one. */
  function leave(conversation: Conversation, { parentId }: Message): void {
    const left = branch(conversation).find(message => message.parentId === parentId)
    if (left && conversation.leafId !== null) lastSeen.set(left.id, conversation.leafId)
  }

  function answer(
    conversation: Conversation,
    question: Message,
    { sampling, harder, withoutDocuments, withoutTools }: RetryOptions,
  ): void {
    core.startAnswer(conversation, question.id, {
      ...(sampling ? { sampling } : {}),
      ...harderFields(harder),
      ...(withoutDocuments ? { documents: 'not-used' } : {}),
      ...(withoutTools ? { tools: 'not-used' } : {}),
    })
  }

  function retry(messageId: string, options: RetryOptions = {}): boolean {
    const found = changeable(messageId)
    if (!found) return false
    const { conversation, message } = found
    const { parentId } = message
    const question =
      message.role === 'user' ? message : conversation.messages.find(({ id }) => id === parentId)
    if (!question) return false
    if (message.role === 'assistant') leave(conversation, message)
    answer(conversation, question, {
      withoutDocuments: message.documents === 'not-used',
      withoutTools: message.tools === 'not-used',
      ...options,
      ...nextSeed(conversation, question, options),
    })
    return true
  }

  function forgetDeletedBranch(): void {
    const { deletedBranch: _, ...others } = store.getState()
    store.setState(others, true)
  }

  return {
    retry: (messageId, options) => void retry(messageId, options),

    edit(questionId, text) {
      const found = changeable(questionId)
      const words = text.trim()
      if (found?.message.role !== 'user' || words === '') return false
      const { conversation, message } = found
      if (words === message.text) return retry(questionId)
      leave(conversation, message)
      const question: Message = {
        id: core.newId(),
        parentId: message.parentId,
        role: 'user',
        text: words,
        createdAt: core.now(),
        status: 'done',
      }
      const { contextStartId } = conversation
      const asked = {
        ...appendMessage(conversation, question),
        contextStartId: contextStartId === message.id ? question.id : contextStartId,
      }
      answer(asked, question, {})
      return true
    },

    continueAnswer(answerId) {
      const found = core.changeable(answerId)
      if (!found || found.conversation.leafId !== answerId || !wasCut(found.answer)) return
      core.resume(found.conversation, found.answer)
    },

    showVersion(messageId) {
      const found = changeable(messageId)
      if (!found) return
      const { conversation, message } = found
      leave(conversation, message)
      core.cancelReadAhead()
      const leafId = lastSeen.get(messageId)
      const isThere = leafId !== undefined && branch(conversation, leafId).some(({ id }) => id === messageId)
      core.put(isThere ? { ...conversation, leafId } : selectVersion(conversation, messageId))
    },

    deleteBranch(messageId) {
      const found = changeable(messageId)
      if (!found) return
      const { conversation, message } = found
      const count = branchBelow(conversation, messageId).size
      core.cancelReadAhead()
      core.put(withoutBranch(conversation, message))
      store.setState({ deletedBranch: { conversationId: conversation.id, count, before: conversation } })
    },

    undoDeleteBranch() {
      const { deletedBranch } = store.getState()
      const now = deletedBranch && core.find(deletedBranch.conversationId)
      forgetDeletedBranch()
      if (!now || !core.canWrite()) return
      core.cancelReadAhead()
      core.put(withBranchAgain(deletedBranch.before, now, isRunning(now)))
      store.setState({ currentId: now.id })
    },

    forgetDeletedBranch,
  }
}

/**
 * Where the chat's seed is set, every version has the next one that no version has had: the same seed would give the
 * same answer. Of several samples each had its own.
 */
function nextSeed(conversation: Conversation, question: Message, { sampling }: RetryOptions): RetryOptions {
  const seed = conversation.settings?.sampling?.seed
  const versions = conversation.messages.filter(({ parentId }) => parentId === question.id)
  if (seed === undefined || sampling?.seed !== undefined || versions.length === 0) return {}
  const free = versions.map(version => (version.sampling?.seed ?? seed) + (version.harder?.of ?? 1))
  return { sampling: { ...sampling, seed: Math.max(...free) } }
}
