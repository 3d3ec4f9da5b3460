import { describe, expect, test, vi } from 'vitest'
import type { PromptMessage } from '../../engines/engine.ts'
import type { ScriptedOptions } from '../../engines/scripted.ts'
import type { HarderRequest } from '../branches.ts'
import { openChat } from '../chat.fixture.ts'
import { messagesInView } from '../chat.ts'
import { appendMessage, type Message, newConversation } from '../conversation.ts'
import { conversationKey, parseConversation } from '../records.ts'

/** A model that says these one after the other, and goes on to the letter with what is begun. */
function inTurn(...replies: readonly string[]): (messages: readonly PromptMessage[]) => string {
  let calls = 0
  return messages => {
    const last = messages.at(-1)
    if (last?.role !== 'assistant') return replies[calls++ % replies.length] ?? ''
    const begun = replies.find(reply => reply.startsWith(last.content)) ?? ''
    return begun.slice(last.content.length)
  }
}

async function open(reply: NonNullable<ScriptedOptions['reply']>, options: ScriptedOptions = {}) {
  const opened = await openChat({ reply, ...options })
  const answer = () => messagesInView(opened.state()).at(-1)
  const ask = (request: HarderRequest) => {
    opened.chat.thinkHarder(request)
    opened.chat.send('What is 3 + 4?')
  }
  const asked = async (request: HarderRequest) => {
    ask(request)
    await opened.idle()
    return answer()
  }
  return { ...opened, answer, ask, asked }
}

const finals = (message: Message | undefined) => message?.harder?.samples.map(({ final }) => final)
const majorityOf = (of: number): HarderRequest => ({ method: 'majority', of })
const modelOf = (of: number): HarderRequest => ({ method: 'model', of })

describe('by majority', () => {
  test('the text of the answer that most agree on is the answer', async () => {
    const { asked, chat } = await open(inTurn('It is 8.', 'It is 7.', 'I say 7.', '6'))
    const answer = await asked(majorityOf(4))
    expect(finals(answer)).toEqual(['8', '7', '7', '6'])
    expect(answer).toMatchObject({ status: 'done', text: 'It is 7.', harder: { of: 4, picked: 1 } })
    expect(chat.store.getState().nextHarder).toBeUndefined()
  })

  test('it ends as soon as the rest could not change it', async () => {
    const { asked, requests } = await open(inTurn('It is 7.', '7', 'So 7.'))
    const answer = await asked(majorityOf(8))
    expect(answer).toMatchObject({ status: 'done', text: 'It is 7.', harder: { of: 8, picked: 0 } })
    expect(answer?.harder?.samples).toHaveLength(4)
    expect(requests).toHaveLength(4)
  })

  test('two are both asked for: one alone agrees with nobody', async () => {
    const { asked } = await open(inTurn('7', '8'))
    expect(finals(await asked(majorityOf(2)))).toEqual(['7', '8'])
  })

  test('every sample reads the same prompt, and all but the last token of it only once', async () => {
    const { asked, requests } = await open(inTurn('1', '2', '3'))
    const answer = await asked(majorityOf(3))
    const prompts = requests.map(({ messages }) => JSON.stringify(messages))
    expect(new Set(prompts).size).toBe(1)
    const { promptTokens = 0, cachedTokens } = answer?.stats ?? {}
    expect(cachedTokens).toBe(promptTokens - 1)
  })

  test('the first sample is what a single answer is, and the others differ from it', async () => {
    const { asked, requests } = await open(inTurn('1', '2', '3'))
    await asked(majorityOf(3))
    expect(requests.map(({ temperature }) => temperature)).toEqual([0, 0.7, 0.7])
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(3)
  })

  test('the seed is kept with the answer, and a fixed one asks for the very same again', async () => {
    const { asked, requests, chat, answer } = await open(inTurn('1', '2', '3'))
    const first = await asked(majorityOf(3))
    expect(first?.sampling?.seed).toBe(requests[0]?.seed)
    chat.configure({ sampling: { seed: 5, temperature: 0 } })
    const again = await asked(majorityOf(3))
    expect(requests.slice(3).map(({ seed, temperature }) => [seed, temperature])).toEqual([
      [5, 0],
      [6, 0.7],
      [7, 0.7],
    ])
    expect(again?.sampling?.seed).toBe(5)
    expect(answer()).toBe(again)
  })

  test('the cost is that of all samples', async () => {
    const { asked } = await open(inTurn('It is 1.', 'It is 2.', 'It is 3.'))
    const { stats, harder } = (await asked(majorityOf(3))) ?? {}
    expect(harder?.samples.map(({ tokens }) => tokens)).toEqual([4, 4, 4])
    expect(stats?.completionTokens).toBe(12)
  })

  test('what it leaves on the disk is read again', async () => {
    const { asked, state } = await open(inTurn('1', '2', '2'))
    await asked(majorityOf(3))
    const [conversation] = state().conversations.values()
    expect(parseConversation(conversationKey(conversation?.id ?? ''), conversation)).toEqual(conversation)
  })
})

describe('while it runs', () => {
  test('it says which sample it is at, and shows the best so far', async () => {
    const { ask, idle, chat, state } = await open(inTurn('It is 8.', 'It is 7.', 'I say 7.'), {
      tokensPerSecond: 100,
    })
    const seen: string[] = []
    chat.store.subscribe(({ running }) => {
      const [now] = running.values()
      const shown = messagesInView(state()).at(-1)
      const { picked = null } = shown?.harder ?? {}
      if (now?.sample) seen.push(`${now.sample.index} of ${now.sample.of}, ${picked}: ${shown?.text}`)
    })
    ask(majorityOf(3))
    await idle()
    expect(seen.some(line => line.startsWith('1 of 3, null: It'))).toBe(true)
    expect(seen).toContain('2 of 3, 0: It is 8.')
    expect(seen).toContain('3 of 3, 0: It is 8.')
    expect(messagesInView(state()).at(-1)?.text).toBe('It is 7.')
  })

  test('stopping keeps the best so far, and Continue goes on with the rest', async () => {
    const long = `${'So we think and think. '.repeat(6)}It is 7.`
    const { ask, chat, idle, answer } = await open(inTurn('It is 8.', long, 'I say 7.'), {
      tokensPerSecond: 150,
    })
    ask(majorityOf(3))
    await vi.waitUntil(() => (answer()?.harder?.samples[1]?.text.length ?? 0) > 20)
    chat.stop()
    await idle()
    const stopped = answer()
    expect(stopped).toMatchObject({ status: 'stopped', text: 'It is 8.', harder: { picked: 0 } })
    expect(stopped?.harder?.samples.map(({ status }) => status)).toEqual(['done', 'stopped'])
    chat.continueAnswer(stopped?.id ?? '')
    await idle()
    expect(answer()).toMatchObject({ id: stopped?.id, status: 'done', text: long, harder: { picked: 1 } })
    expect(finals(answer())).toEqual(['8', '7', '7'])
    expect(answer()?.stats?.completionTokens).toBe(
      answer()?.harder?.samples.reduce((sum, { tokens }) => sum + tokens, 0),
    )
  })

  test('stopping the first sample keeps what there is of it, and Continue goes on from the exact text', async () => {
    const story = 'Let us count them one by one until we have them all: 7'
    const { ask, chat, idle, answer } = await open(inTurn(story, '7', '7'), { tokensPerSecond: 60 })
    ask(majorityOf(3))
    await vi.waitUntil(() => (answer()?.text.length ?? 0) > 8)
    chat.stop()
    await idle()
    const partial = answer()?.text ?? ''
    expect(answer()).toMatchObject({ status: 'stopped', harder: { picked: null } })
    expect(story.startsWith(partial)).toBe(true)
    chat.continueAnswer(answer()?.id ?? '')
    await idle()
    expect(answer()).toMatchObject({ status: 'done', text: story, harder: { picked: 0 } })
  })

  test('a fault keeps what there is, and Continue goes on from there', async () => {
    const faults = { generateFault: { afterTokens: 5, code: 'crashed' } } as const
    const { asked, chat, idle, answer } = await open(
      inTurn('It is 8.', 'We think that it is 7.', '7'),
      faults,
    )
    const failed = await asked(majorityOf(3))
    expect(failed).toMatchObject({ status: 'failed', text: 'It is 8.', fault: { code: 'crashed' } })
    expect(failed?.harder?.samples.map(({ status }) => status)).toEqual(['done', 'stopped'])
    chat.continueAnswer(failed?.id ?? '')
    await idle()
    expect(answer()).toMatchObject({ status: 'done', harder: { picked: 1 } })
    expect(answer()?.text).toBe('We think that it is 7.')
    expect(answer()?.fault).toBeUndefined()
  })

  test('a picked answer that was cut at its longest length is gone on with as any other', async () => {
    const { chat, idle, answer, requests, ask } = await open(inTurn('One two three four five six'))
    chat.configure({ sampling: { maxTokens: 4 } })
    ask(majorityOf(2))
    await idle()
    expect(answer()).toMatchObject({ status: 'length', text: 'One two three four' })
    chat.continueAnswer(answer()?.id ?? '')
    await idle()
    expect(answer()).toMatchObject({ status: 'done', text: 'One two three four five six' })
    expect(answer()?.harder?.samples[0]).toMatchObject({
      status: 'done',
      text: 'One two three four five six',
    })
    expect(requests).toHaveLength(3)
  })
})

describe('by comparing', () => {
  const best = (number: number) => `{"best":${number}}`

  test('the model reads the question and one answer of each kind, and its choice is the answer', async () => {
    const { asked, requests } = await open(inTurn('It is 8.', 'It is 7.', 'I say 8.', best(2)))
    const answer = await asked(modelOf(3))
    expect(finals(answer)).toEqual(['8', '7', '8'])
    const comparison = requests.at(-1)
    expect(comparison?.messages.at(-1)?.content).toContain('What is 3 + 4?')
    expect(comparison?.messages.at(-1)?.content).toContain('Answer 2:\nIt is 7.')
    expect(comparison?.messages.at(-1)?.content).not.toContain('I say 8.')
    expect(comparison?.jsonSchema).toMatchObject({ properties: { best: { enum: [1, 2] } } })
    // The scripted engine gives the smallest value of a schema: the first.
    expect(answer).toMatchObject({
      status: 'done',
      text: 'It is 8.',
      harder: { picked: 0, pickedBy: 'model' },
    })
  })

  test('there is nothing to compare where all agree', async () => {
    const { asked, requests } = await open(inTurn('7', 'It is 7.'))
    const answer = await asked(modelOf(3))
    expect(requests).toHaveLength(3)
    expect(answer?.harder).toMatchObject({ picked: 0 })
    expect(answer?.harder?.pickedBy).toBeUndefined()
  })

  test('long answers are shortened to their ends to fit in the context', async () => {
    const long = (end: string) => `${'word '.repeat(200)}It is ${end}.`
    const { asked, requests } = await open(inTurn(long('7'), long('8'), long('9')))
    const answer = await asked(modelOf(3))
    expect(requests).toHaveLength(4)
    const content = requests.at(-1)?.messages.at(-1)?.content ?? ''
    expect(content).toContain('… ')
    expect(content).toContain('It is 9.')
    expect(answer?.harder?.pickedBy).toBe('model')
  })

  test('a comparison that fails leaves the majority its choice', async () => {
    const faults = { generateFault: { afterTokens: 4, code: 'crashed' } } as const
    const { asked } = await open(inTurn('8', '7', '7'), faults)
    const answer = await asked(modelOf(3))
    expect(answer).toMatchObject({ status: 'done', text: '7', harder: { picked: 1 } })
    expect(answer?.harder?.pickedBy).toBeUndefined()
  })
})

describe('another sample', () => {
  async function answered() {
    const opened = await open(inTurn('It is 8.', 'It is 7.', 'I say 7.'))
    const answer = await opened.asked(majorityOf(3))
    return { ...opened, id: answer?.id ?? '' }
  }

  test('can be made the answer, and the model reads that one from then on', async () => {
    const { chat, id, answer, idle, requests } = await answered()
    chat.takeSample(id, 0)
    expect(answer()).toMatchObject({
      text: 'It is 8.',
      status: 'done',
      harder: { picked: 0, pickedBy: 'person' },
    })
    chat.send('Why?')
    await idle()
    expect(requests.at(-1)?.messages.map(({ content }) => content)).toContain('It is 8.')
  })

  test('cannot be taken where there is none, or where nothing may be written', async () => {
    const { chat, id, answer } = await answered()
    const before = answer()
    chat.takeSample(id, 3)
    await chat.suspend()
    chat.takeSample(id, 0)
    expect(answer()).toBe(before)
  })

  test('makes an answer whole that failed before the rest was written', async () => {
    const sample = { text: 'It is 8.', final: '8', status: 'done', tokens: 4 } as const
    const failed: Message = {
      id: 'a',
      parentId: 'q',
      role: 'assistant',
      text: 'It is',
      createdAt: 0,
      status: 'failed',
      fault: { code: 'crashed' },
      harder: {
        method: 'majority',
        of: 3,
        samples: [{ ...sample, status: 'length', text: 'It is' }, sample],
        picked: 0,
      },
    }
    const question: Message = {
      ...failed,
      id: 'q',
      parentId: null,
      role: 'user',
      text: 'Hm?',
      status: 'done',
    }
    const record = appendMessage(appendMessage(newConversation('c', 0), question), failed)
    const { chat, state } = await openChat({}, [[conversationKey('c'), record]])
    chat.open('c')
    chat.takeSample('a', 1)
    const taken = messagesInView(state()).at(-1)
    expect(taken).toMatchObject({ text: 'It is 8.', status: 'done' })
    expect(taken?.fault).toBeUndefined()
  })
})
