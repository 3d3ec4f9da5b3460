import { contextOf } from '../conversation.ts'
import type { ChatCore } from '../core.ts'
import { buildPrompt, buildShortestPrompt, longestThatFits, oldestThatFits } from '../prompt.ts'

/** What a person can do about what the model reads. */
export interface ContextActions {
  /** After 'message-too-long': puts the beginning of the message that fits back into the composer. */
  shorten(answerId: string): Promise<void>
  undoShorten(): void
  /** After 'chat-too-long': the model no longer reads the oldest turns; then answers, or goes on with a cut answer. */
  leaveOutOldest(answerId: string): Promise<void>
}

/** Builds the part of the chat that decides what the model reads. */
export function createContextActions(core: ChatCore): ContextActions {
  const { store } = core
  return {
    async shorten(answerId) {
      const found = core.answerInView(answerId)
      if (!found || !core.canWrite()) return
      const { conversation, question } = found
      const text = await longestThatFits(question.text, shorter =>
        core.fits(buildShortestPrompt(conversation, shorter)),
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
      if (!found) return
      const { conversation, answer, question } = found
      const isCut = answer.text !== '' || answer.thought !== undefined
      const asked = { ...conversation, leafId: isCut ? answer.id : question.id }
      const start = await oldestThatFits(contextOf(asked), from =>
        core.fits(buildPrompt({ ...asked, contextStartId: from.id })),
      )
      if (!start) return
      if (isCut) core.resume({ ...asked, contextStartId: start.id }, answer)
      else core.startAnswer({ ...asked, contextStartId: start.id }, question.id)
    },
  }
}
