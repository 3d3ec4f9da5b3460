import type { GenerateEvent, GenerateRequest, ModelThinking, PromptMessage } from '../engines/engine.ts'
import type { Processor } from '../engines/ladder.ts'
import { toFault } from '../fault.ts'
import type { Running } from './chat.ts'
import { type Conversation, type Message, replaceMessage, type Writer, withoutStats } from './conversation.ts'

/** What answers: the session over an engine. */
export interface AnswerModel {
  /** What writes, once it is loaded. */
  writer(): Writer | undefined
  readonly maxAnswerTokens?: number | undefined
  /** Context window in tokens, once loaded. */
  contextTokens(): number | undefined
  /** What runs it, once it is loaded. */
  processor?(): Processor | undefined
  /** Whether and how the loaded model thinks before it answers. */
  thinking?(): ModelThinking | undefined
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
  countTokens(messages: readonly PromptMessage[], signal: AbortSignal): Promise<number>
  /** Told when an answer will soon be wanted: a model that was let go of for being idle comes back. */
  wake?(): void
}

/** One answer to be written. */
export interface AnswerTask {
  readonly model: AnswerModel
  /** With the answer in it, at the end of the branch in view. */
  readonly conversation: Conversation
  readonly answer: Message
  /** Aborted by "Answer now". */
  readonly answerNow: AbortSignal
  readonly now: () => number
  /** When it was asked for, by `now`. */
  readonly startedAt: number
}

/** How far an answer has come. */
export interface AnswerStep {
  readonly answer: Message
  readonly running: Partial<Running>
}

/** Does what a question asks for with tools. Throws the signal's reason. */
export type CallTools = (
  conversation: Conversation,
  answer: Message,
  signal: AbortSignal,
) => AsyncIterable<AnswerStep>

interface AnsweringOptions {
  readonly model: AnswerModel
  readonly now: () => number
  readonly onFrame: (callback: () => void) => void
  readonly find: (conversationId: string) => Conversation | undefined
  readonly replace: (conversationId: string, message: Message) => void
  readonly setRunning: (conversationId: string, running: Running | undefined) => void
  /**
   * Does what the question asks for with tools, where that is something for them; nothing is yielded where it is not. The
   * answer has ended where they have said all that there is to say, or a step waits for the person.
   */
  readonly callTools?: CallTools
  /**
   * Finds what an answer is drawn from, where its chat uses documents; the answer has ended where nothing was found.
   * Throws FaultError.
   */
  readonly findPassages?: (
    conversation: Conversation,
    answer: Message,
    signal: AbortSignal,
  ) => AsyncIterable<AnswerStep>
  /**
   * Makes sure that the prompt fits, by changing what the model reads of the conversation where its policy allows.
   * Throws a FaultError where it does not fit.
   */
  readonly makeRoom: (conversation: Conversation, answer: Message, signal: AbortSignal) => Promise<void>
}

/** Runs answers: one a conversation, each with its own abort. */
export interface Answering {
  /** Fills the streaming answer, from its text on where it has one; resolves when it has ended, however it ended. */
  run(conversationId: string, answerId: string): Promise<void>
  stop(conversationId: string): void
  stopAll(): Promise<void>
  /** Closes the thought of the answer on its way, so that the model answers from what it has. */
  answerNow(conversationId: string): void
}

/** Whether tools may be what a question asks for: not where something has been made of its answer, but for steps that wait. */
function mayUseTools({
  text,
  thought,
  passages,
  documents,
  steps,
  tools,
  jsonSchema,
  harder,
}: Message): boolean {
  if (jsonSchema !== undefined || harder) return false
  if (steps) return steps.some(({ status }) => status === 'planned')
  return text === '' && !thought && !passages && documents !== 'nothing-found' && !tools
}

/** Whether an answer has to be looked for in documents before it is written; one that is gone on with has been. */
function isDrawnFromDocuments({ settings }: Conversation, answer: Message): boolean {
  const isBegun =
    answer.text !== '' ||
    answer.thought !== undefined ||
    answer.passages !== undefined ||
    answer.steps !== undefined
  return (settings?.documents?.length ?? 0) > 0 && !isBegun && answer.documents === undefined
}

/** Builds the part of the chat that talks to the model. */
export function createAnswering(options: AnsweringOptions): Answering {
  const { model, now, find, setRunning } = options
  const active = new Map<
    string,
    { readonly abort: AbortController; readonly hurry: AbortController; ended: Promise<void> }
  >()

  async function fill(
    conversationId: string,
    answerId: string,
    signal: AbortSignal,
    answerNow: AbortSignal,
  ): Promise<void> {
    const startedAt = now()
    const answerIn = (conversation: Conversation | undefined) =>
      conversation?.messages.find(message => message.id === answerId)
    let answer = answerIn(find(conversationId))
    if (!answer) return
    const { text: textBefore, thought: thoughtBefore } = answer
    let running: Running = { messageId: answerId, stage: 'waiting', readTokens: 0, ofTokens: 0 }
    let framePending = false
    let shown = answer

    const show = () => {
      framePending = false
      if (!answer || active.get(conversationId)?.abort.signal !== signal) return
      // While a prompt is read only `running` changes: nothing to write to the disk.
      if (answer !== shown) options.replace(conversationId, answer)
      shown = answer
      setRunning(conversationId, answer.status === 'streaming' ? running : undefined)
    }
    const showSoon = () => {
      if (framePending) return
      framePending = true
      options.onFrame(show)
    }

    let seen: AnswerStep['running'] | undefined
    const take = (step: AnswerStep) => {
      answer = step.answer
      // The same one for token after token.
      if (step.running !== seen) running = { ...running, ...step.running }
      seen = step.running
      showSoon()
    }

    setRunning(conversationId, running)
    const prepare = async (steps: AsyncIterable<AnswerStep>) => {
      for await (const step of steps) {
        answer = step.answer
        running = { ...running, ...step.running }
        // At once: what was found or done is read while the model is still waited for.
        show()
      }
    }
    try {
      let before = find(conversationId)
      if (!before) return
      if (options.callTools && mayUseTools(answer)) {
        await prepare(options.callTools(before, answer, signal))
        if (answer.status !== 'streaming') return
        before = find(conversationId) ?? before
      }
      if (options.findPassages && isDrawnFromDocuments(before, answer)) {
        await prepare(options.findPassages(before, answer, signal))
        if (answer.status !== 'streaming') return
      }
      await options.makeRoom(find(conversationId) ?? before, answer, signal)
      for (let isGoneOn = false; ; isGoneOn = true) {
        // Making room may have changed what the model reads.
        const conversation = replaceMessage(find(conversationId) ?? before, answer)
        const task = { model, conversation, answer, answerNow, now, startedAt }
        try {
          await write(task, signal, take)
          break
        } catch (error) {
          // The tab that ran the model is gone: another one does now, and the person need not press "Continue".
          if (isGoneOn || signal.aborted || toFault(error).code !== 'engine-moved') throw error
          answer = withoutStats(answer)
          take({ answer, running: { stage: 'waiting', readTokens: 0, ofTokens: 0 } })
        }
      }
      if (answer.status === 'streaming') answer = { ...answer, status: 'stopped' }
    } catch (error) {
      answer = signal.aborted
        ? { ...answer, status: 'stopped' }
        : { ...answer, status: 'failed', fault: toFault(error) }
      if (answer.text !== textBefore || answer.thought !== thoughtBefore) answer = withoutStats(answer)
    }
    show()
  }

  return {
    run(conversationId, answerId) {
      const abort = new AbortController()
      const hurry = new AbortController()
      // Set before fill starts: show() asks whether this answer is still the active one.
      const entry = { abort, hurry, ended: Promise.resolve() }
      active.set(conversationId, entry)
      entry.ended = fill(conversationId, answerId, abort.signal, hurry.signal).finally(() => {
        if (active.get(conversationId) === entry) active.delete(conversationId)
        setRunning(conversationId, undefined)
      })
      return entry.ended
    },
    stop(conversationId) {
      active.get(conversationId)?.abort.abort()
    },
    async stopAll() {
      const all = [...active.values()]
      for (const { abort } of all) abort.abort()
      await Promise.all(all.map(({ ended }) => ended))
    },
    answerNow(conversationId) {
      active.get(conversationId)?.hurry.abort()
    },
  }
}

/** Writes an answer in its way, which is loaded when it is first wanted: it is not needed for the first paint. */
async function write(
  task: AnswerTask,
  signal: AbortSignal,
  onStep: (step: AnswerStep) => void,
): Promise<void> {
  if (!task.answer.harder) return (await import('./answer-once.ts')).answerOnce(task, signal, onStep)
  const { answerHarder } = await import('./harder/answer-harder.ts')
  for await (const step of answerHarder(task, signal)) onStep(step)
}
