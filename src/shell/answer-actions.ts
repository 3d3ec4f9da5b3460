import type { AnswerActions } from '../chat/answer-actions.ts'
import type { SourceActions } from '../chat/passages.ts'
import type { Rooms } from './rooms.ts'

/** Puts together what messages may ask of the model. */
export function createAnswerActions({
  chat,
  session,
  library,
  agent,
  sources,
}: Pick<Rooms, 'chat' | 'session' | 'library' | 'agent'> & {
  readonly sources?: SourceActions
}): AnswerActions {
  // A stopped model would refuse at once: wake it, and let the answer wait for it.
  const wake = () => {
    if (session.store.getState().phase.name === 'stopped') session.retry()
  }
  return {
    agent,
    ...(sources && { sources }),
    retry(messageId, options) {
      wake()
      chat.retry(messageId, options)
    },
    retryWithModel(messageId, modelId) {
      // The old model is let go of at once, so that the answer waits for the new one.
      library.use(modelId)
      chat.retry(messageId)
    },
    edit(questionId, text) {
      wake()
      return chat.edit(questionId, text)
    },
    continueAnswer(answerId) {
      wake()
      chat.continueAnswer(answerId)
    },
    otherModels() {
      const inUse = session.store.getState().model.id
      return library.store
        .getState()
        .installed.filter(({ card }) => card.id !== inUse)
        .map(({ card: { id, name } }) => ({ id, name }))
    },
  }
}
