import { describe, expect, test } from 'vitest'
import type { PromptMessage } from '../../engines/engine.ts'
import { createScriptedEngine } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import type { AnswerModel } from '../answering.ts'
import { openChat } from '../chat.fixture.ts'
import { newConversation } from '../conversation.ts'
import { buildPromptWith } from '../prompt.ts'
import { createCounting } from './counting.ts'
import { measureContext } from './measure.ts'

const { signal } = new AbortController()

async function talked(...texts: string[]) {
  const opened = await openChat()
  for (const text of texts) {
    opened.chat.send(text)
    await opened.idle()
  }
  const conversation = () => {
    const { conversations, currentId } = opened.state()
    const found = conversations.get(currentId ?? '')
    if (!found) throw new Error('no chat is open')
    return found
  }
  const turnIds = () => conversation().messages.flatMap(({ id, role }) => (role === 'user' ? [id] : []))
  return { ...opened, conversation, turnIds }
}

const sumOf = (measure: Awaited<ReturnType<typeof measureContext>>) =>
  measure.system + measure.summaries + measure.history + measure.documents + measure.draft

describe('the meter', () => {
  test('says what the next prompt will be, to the token, and its parts sum to it', async () => {
    const { chat, idle, state, turnIds } = await talked('Hello there, crab.', 'What is 12 times 12?')
    for (const draft of ['One more question', '  blanks around it \n', 'x']) {
      const measure = await chat.measureContext(draft, true, signal)
      if (!measure) throw new Error('nothing was counted')
      expect(sumOf(measure)).toBe(measure.used)
      expect(measure.used + measure.answer + measure.free).toBe(measure.window)
      const turns = await Promise.all(turnIds().map(id => chat.countTurns([id], signal)))
      expect(turns.reduce<number>((sum, tokens) => sum + (tokens ?? 0), 0)).toBe(measure.history)
      chat.send(draft)
      await idle()
      const answer = [...state().conversations.values()][0]?.messages.at(-1)
      expect(answer?.stats?.promptTokens).toBe(measure.used)
    }
  })

  test('counts a draft that is none as nothing, and knows a chat that has no message', async () => {
    const { chat } = await openChat()
    const empty = await chat.measureContext('', true, signal)
    expect(empty).toMatchObject({ conversationId: 'new', draft: 0, history: 0, summaries: 0 })
    const written = await chat.measureContext('Hello', true, signal)
    expect(written?.system).toBe(empty?.system)
    expect(written?.used).toBe((empty?.used ?? 0) + (written?.draft ?? 0))
  })

  test('gives what marks and summaries change, and what undoing them changes back', async () => {
    const { chat, turnIds, conversation } = await talked('One one one one', 'Two two two two', 'Three')
    const measured = () => chat.measureContext('Next', true, signal)
    const before = await measured()
    const [one = '', two = ''] = turnIds()
    chat.mark([one], 'left-out')
    const less = await measured()
    expect(less?.history).toBe((before?.history ?? 0) - ((await chat.countTurns([one], signal)) ?? 0))
    chat.mark([one], undefined)
    expect(await measured()).toEqual(before)
    chat.addSummary([one, two], { text: 'One and two.', isByModel: false })
    const summarised = await measured()
    expect(summarised?.summaries).toBe(await chat.countSummary('One and two.', signal))
    expect(summarised && sumOf(summarised)).toBe(summarised?.used)
    chat.removeSummary(conversation().summaries?.[0]?.id ?? '')
    expect(await measured()).toEqual(before)
  })

  test('does not count all of a chat that is far too long', async () => {
    const counted: number[] = []
    const model = await loaded(messages => counted.push(JSON.stringify(messages).length))
    let chat = newConversation('c', 0)
    const messages = Array.from({ length: 5000 }, (_, index) => ({
      id: `m${index}`,
      parentId: index === 0 ? null : `m${index - 1}`,
      role: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
      text: 'word '.repeat(60),
      createdAt: 0,
      status: 'done' as const,
    }))
    chat = { ...chat, messages, leafId: 'm4999' }
    const measure = await measureContext(createCounting(model), chat, 'Next', 4096, 'cpu', signal)
    expect(measure.isAtLeast).toBe(true)
    expect(measure.used).toBeGreaterThan(4096)
    expect(Math.max(...counted)).toBeLessThan(4096 * 25)
  })

  test('reads no turn by itself where an engine can only count by reading', async () => {
    const asked: (readonly PromptMessage[])[] = []
    const slow = await loaded(messages => asked.push(messages), 300)
    const counting = createCounting(slow)
    expect(await counting.isSlow([], signal)).toBe(true)
    const short = asked.length
    const chat = newConversation('c', 0)
    const measure = await measureContext(counting, chat, 'How long is this one?', 4096, 'cpu', signal)
    expect(measure.isEstimated).toBe(true)
    expect(asked).toHaveLength(short)
    expect(measure.used).toBe(await slow.countTokens(buildPromptWith(chat, 'How long is this one?'), signal))
  })
})

/** A model over the scripted engine that tells of its counts and takes its time for them. */
async function loaded(
  onCount: (messages: readonly PromptMessage[]) => void,
  delayMs = 0,
): Promise<AnswerModel> {
  const engine = createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, signal)) {
    // Loading.
  }
  return {
    writer: () => undefined,
    contextTokens: () => 4096,
    generate: (request, caller) => engine.generate(request, caller),
    async countTokens(messages) {
      onCount(messages)
      if (delayMs > 0) await new Promise(resolve => setTimeout(resolve, delayMs))
      return engine.countTokens(messages)
    },
  }
}
