import type { AnswerModel } from '../../src/chat/answering.ts'
import { appendMessage, type Message, newConversation } from '../../src/chat/conversation.ts'
import { answerHarder } from '../../src/chat/harder/answer-harder.ts'
import type { HarderMethod } from '../../src/chat/harder/harder.ts'
import type { Engine } from '../../src/engines/engine.ts'

// Runs in the page of the benches, with the engine beside it.

/** How a question is asked several times. */
export interface AskOptions {
  readonly of: number
  readonly method: HarderMethod
  readonly seed: number
  /** Of each sample. */
  readonly maxTokens: number
}

/** One of the answers that a question was given. */
export interface AskedSample {
  readonly text: string
  readonly final: string | null
  readonly isCut: boolean
  readonly tokens: number
  readonly ms: number
}

/** What came of one question. */
export interface Asked {
  /** The final answer of the sample that was picked. */
  readonly final: string | null
  readonly picked: number | null
  /** Fewer than were asked for where the majority was decided before. */
  readonly samples: readonly AskedSample[]
  readonly ms: number
}

/** Puts a question in a chat of its own, and has it answered by the product's own code. */
export async function askHarder(
  engine: Engine,
  contextTokens: number,
  question: string,
  { of, method, seed, maxTokens }: AskOptions,
): Promise<Asked> {
  const model: AnswerModel = {
    writer: () => undefined,
    contextTokens: () => contextTokens,
    generate: (request, signal) => engine.generate(request, signal),
    countTokens: messages => engine.countTokens(messages),
  }
  const asked: Message = {
    id: 'question',
    parentId: null,
    role: 'user',
    text: question,
    createdAt: 0,
    status: 'done',
  }
  let answer: Message = {
    id: 'answer',
    parentId: 'question',
    role: 'assistant',
    text: '',
    createdAt: 0,
    status: 'streaming',
    sampling: { seed, maxTokens },
    harder: { method, of, samples: [], picked: null },
  }
  const conversation = appendMessage(appendMessage(newConversation('bench', 0), asked), answer)
  const startedAt = performance.now()
  const endMs: number[] = []
  const { signal: answerNow } = new AbortController()
  const task = { model, conversation, answer, answerNow, now: () => performance.now(), startedAt }
  for await (const step of answerHarder(task, new AbortController().signal)) {
    answer = step.answer
    for (const [index, { status }] of (answer.harder?.samples ?? []).entries()) {
      if (status !== 'streaming') endMs[index] ??= performance.now() - startedAt
    }
  }
  const { samples = [], picked = null } = answer.harder ?? {}
  return {
    final: picked === null ? null : (samples[picked]?.final ?? null),
    picked,
    samples: samples.map(({ text, final, status, tokens }, index) => ({
      text,
      final,
      isCut: status === 'length',
      tokens,
      ms: (endMs[index] ?? 0) - (endMs[index - 1] ?? 0),
    })),
    ms: performance.now() - startedAt,
  }
}
