import type { AnswerModel, AnswerStep } from '../answering.ts'
import type { Counting } from '../context/counting.ts'
import { branch, type Conversation, type Message } from '../conversation.ts'
import type { Found, Passage, PassageFinder } from '../passages.ts'
import { buildNewestPrompt, systemMessagesOf } from '../prompt.ts'
import { firstBudget, passageBudget, roughTokens, widestBudget } from './budget.ts'
import { fitPassages } from './fit-passages.ts'

/** An answer for which something is to be found. */
export interface FindTask {
  readonly finder: PassageFinder
  readonly model: AnswerModel
  readonly counting: () => Promise<Counting>
  /** With the answer in it, at the end of the branch in view. */
  readonly conversation: Conversation
  readonly answer: Message
}

/** A question that leans on the one before it ("and when?") is looked for together with it, up to this length. */
const leaningCharacters = 160

/**
 * Finds what an answer is to be drawn from, before the model is there where need be: what was found can be read at once.
 * Where nothing was found the answer has ended, and the model need not be asked. Throws FaultError; the signal's reason
 * when aborted.
 */
export async function* findPassages(task: FindTask, signal: AbortSignal): AsyncGenerator<AnswerStep> {
  const { model, conversation, answer, counting } = task
  const question = conversation.messages.find(({ id }) => id === answer.parentId)?.text ?? ''
  yield { answer, running: { stage: 'searching' } }
  const found = await look(task, question, signal)
  signal.throwIfAborted()
  if (found.type === 'nothing' || found.passages.length === 0) {
    yield { answer: { ...answer, status: 'done', documents: 'nothing-found' }, running: {} }
    return
  }
  const withPassages = (passages: readonly Passage[]): AnswerStep => ({
    answer: { ...answer, passages },
    running: { stage: 'waiting' },
  })
  if (model.contextTokens() === undefined) {
    yield withPassages(await fitPassages(found.passages, question, firstBudget, roughTokens))
  }
  // It waits for the model where that is not there yet.
  const promptTokens = await model.countTokens(buildNewestPrompt(conversation), signal)
  const budget = passageBudget({
    contextTokens: model.contextTokens() ?? 0,
    processor: model.processor?.() ?? 'cpu',
    promptTokens,
  })
  const { added } = await counting()
  const system = systemMessagesOf(conversation)
  const count = (content: string) => added(system, [{ role: 'user', content }], signal)
  const passages = await fitPassages(found.passages, question, budget, count)
  signal.throwIfAborted()
  yield withPassages(passages)
}

/** Looks for the question by itself, and then as what goes on from the one before. */
async function look(
  { finder, conversation, answer }: FindTask,
  question: string,
  signal: AbortSignal,
): Promise<Found> {
  const documents = conversation.settings?.documents ?? []
  const found = await finder.find(question, documents, widestBudget, signal)
  if (found.type === 'found' || question.length > leaningCharacters) return found
  const before = branch(conversation, answer.parentId)
    .slice(0, -1)
    .findLast(({ role }) => role === 'user')
  if (!before) return found
  return finder.find(`${before.text} ${question}`, documents, widestBudget, signal)
}
