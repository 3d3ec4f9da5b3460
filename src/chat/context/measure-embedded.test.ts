import { openAsBlob } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { makeTokenCounter, type TokenCounter } from '../../engines/wllama/token-counter.ts'
import { embeddedModel } from '../../models/catalogue/catalogue.ts'
import { readGguf } from '../../models/gguf.ts'
import type { AnswerModel } from '../answering.ts'
import { appendMessage, type Conversation, newConversation } from '../conversation.ts'
import { buildPromptWith, promptOf, systemMessagesOf } from '../prompt.ts'
import { createCounting } from './counting.ts'
import { measureContext } from './measure.ts'
import { readTurnsNext } from './turns.ts'

let counter: TokenCounter

beforeAll(async () => {
  const header = await readGguf(await openAsBlob(`public/${embeddedModel.files[0]?.url}`))
  const made = makeTokenCounter(header)
  if (!made) throw new Error('the embedded model has no counter')
  counter = made
})

function chatOf(texts: readonly string[], instructions: string | undefined): Conversation {
  let chat: Conversation = {
    ...newConversation('c', 0),
    ...(instructions !== undefined && { settings: { instructions } }),
  }
  texts.forEach((text, index) => {
    const role = index % 2 === 0 ? ('user' as const) : ('assistant' as const)
    const message = {
      id: `m${index}`,
      parentId: chat.leafId,
      role,
      text,
      createdAt: 0,
      status: 'done' as const,
    }
    chat = appendMessage(chat, message)
  })
  return chat
}

test("with the embedded model's tokenizer and template, turns by themselves sum to the history, and the parts to the prompt", async () => {
  const model: Pick<AnswerModel, 'writer' | 'contextTokens' | 'countTokens'> = {
    writer: () => undefined,
    contextTokens: () => 4096,
    countTokens: async messages => counter.countTokens(messages),
  }
  // Nothing is generated here: the tokenizer alone is asked.
  const counting = createCounting(model as AnswerModel)
  const { signal } = new AbortController()
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  const instructions = fc.constantFrom(undefined, '', 'Be brief.')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, text), { maxLength: 3 }),
      text,
      instructions,
      async (turns, draft, said) => {
        const chat = chatOf(turns.flat(), said)
        const measure = await measureContext(counting, chat, draft, 4096, 'cpu', signal)
        const prompt = buildPromptWith(chat, draft.trim() === '' ? 'x' : draft.trim())
        if (draft.trim() !== '') expect(measure.used).toBe(counter.countTokens(prompt))
        expect(measure.system + measure.summaries + measure.history + measure.draft).toBe(measure.used)
        let sum = 0
        for (const { turn } of readTurnsNext(chat)) {
          const messages = turn.messages.flatMap(message => promptOf(message))
          sum += await counting.added(systemMessagesOf(chat), messages, signal)
        }
        expect(sum).toBe(measure.history)
      },
    ),
    { numRuns: 60 },
  )
}, 30_000)
