import { type Step, textOfSteps } from '../agent/step.ts'
import { type Message, replaceMessage, withoutStats } from './conversation.ts'
import type { ChatCore } from './core.ts'

/** What can be done with the steps of an answer. */
export interface StepActions {
  /**
   * Changes a step of an answer in the chat in view, and goes on with what is planned in it. False where it cannot be
   * changed now: its chat is being answered, or the step is not there any more.
   */
  changeStep(answerId: string, stepId: string, change: (step: Step) => Step): boolean
  /** Marks a step as undone, wherever it is; nothing is done where its conversation is gone. */
  markUndone(stepId: string): void
}

/** Builds the part of the chat that knows steps. */
export function createStepActions(core: ChatCore): StepActions {
  return {
    changeStep(answerId, stepId, change) {
      const found = core.changeable(answerId)
      const before = found?.answer.steps
      if (!found || !before?.some(({ id }) => id === stepId)) return false
      const { conversation, answer } = found
      const steps = before.map(step => (step.id === stepId ? change(step) : step))
      const changed = withSteps(answer, steps)
      core.cancelReadAhead()
      if (steps.some(({ status }) => status === 'planned')) core.resume(conversation, unwritten(changed))
      else core.put({ ...replaceMessage(conversation, changed), updatedAt: core.now() })
      return true
    },

    markUndone(stepId) {
      if (!core.canWrite()) return
      // One that was asked about in an earlier answer has its name there too.
      const isCall = ({ id, status }: Step) => id === stepId && status === 'done'
      for (const conversation of core.store.getState().conversations.values()) {
        const answer = conversation.messages.find(({ steps }) => steps?.some(isCall))
        if (!answer?.steps) continue
        const steps = answer.steps.map(step => (isCall(step) ? { ...step, isUndone: true } : step))
        core.put(replaceMessage(conversation, { ...answer, steps }))
      }
    },
  }
}

/** The answer with other steps: where no model wrote it, its text is what they said. */
export function withSteps(answer: Message, steps: readonly Step[]): Message {
  return answer.writtenBy ? { ...answer, steps } : { ...answer, steps, text: textOfSteps(steps) }
}

/** The answer as it was before a model wrote it: it is written anew from what the steps give. */
function unwritten(answer: Message): Message {
  if (!answer.writtenBy) return answer
  const { writtenBy: _, thought: __, ...others } = withoutStats(answer)
  return { ...others, text: '' }
}
