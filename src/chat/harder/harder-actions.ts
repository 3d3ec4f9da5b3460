import { replaceMessage } from '../conversation.ts'
import type { ChatCore } from '../core.ts'
import { shown } from './shown.ts'

/** What a person can do with the samples behind an answer. */
export interface HarderActions {
  /** Makes another of its samples the answer: what is shown, copied and read by the model from now on. */
  takeSample(answerId: string, index: number): void
}

/** Builds the part of the chat that knows samples. */
export function createHarderActions(core: ChatCore): HarderActions {
  return {
    takeSample(answerId, index) {
      const found = core.changeable(answerId)
      const sample = found?.answer.harder?.samples[index]
      if (!found || !sample || sample.text === '') return
      core.cancelReadAhead()
      // The answer is as whole as what was chosen; what went wrong with the others is no matter any more.
      const { fault: _, ...answer } = shown(found.answer, index, 'person')
      const status = sample.status === 'streaming' ? 'stopped' : sample.status
      const conversation = replaceMessage(found.conversation, { ...answer, status })
      core.put({ ...conversation, updatedAt: core.now() })
    },
  }
}
