import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { EngineError, type GenerateEvent, type GenerateRequest } from '../engines/engine.ts'
import { cancelledEnd, noUsage } from '../engines/usage.ts'
import { openChat } from './chat.fixture.ts'
import { createReadAhead } from './read-ahead.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const prefillMs = 500

/** A composer over a model that takes half a second for a piece, wherever it is stopped. */
function openComposer() {
  const pieces: { readonly text: string; aborted: boolean; ended: boolean }[] = []
  const state = { place: 'a', draft: '', isFree: true, promptTokens: 100, fault: false }
  async function* generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateEvent> {
    expect(request.maxTokens).toBe(0)
    const piece = { text: request.messages.at(-1)?.content ?? '', aborted: false, ended: false }
    pieces.push(piece)
    try {
      if (state.fault) throw new EngineError('crashed', 'as it was told')
      yield { type: 'prefill-progress', tokens: 0, of: state.promptTokens }
      await new Promise(resolve => setTimeout(resolve, prefillMs))
      piece.aborted = signal.aborted
      yield signal.aborted ? cancelledEnd() : { type: 'text-end', reason: 'length', usage: noUsage }
    } finally {
      piece.ended = true
    }
  }
  const readAhead = createReadAhead({
    model: { generate, contextTokens: () => 1000 },
    canRead: () => state.isFree,
    view: () => ({
      place: state.place,
      draft: state.draft,
      prompt: text => [{ role: 'user', content: text }],
    }),
  })
  const type = (draft: string) => {
    state.draft = draft
    readAhead.draftChanged()
  }
  const texts = () => pieces.map(({ text }) => text)
  return { readAhead, state, type, pieces, texts, wait: (ms: number) => vi.advanceTimersByTimeAsync(ms) }
}

const eight = 'one two three four five six seven eight'

describe('reading ahead', () => {
  test('begins at once with four whole words, and with three after a pause', async () => {
    const { type, texts, wait } = openComposer()
    type(`one two three fo`)
    await wait(300)
    expect(texts()).toEqual([])
    await wait(200)
    expect(texts()).toEqual(['one two three'])
    await wait(prefillMs)
    type('one two three four five six sev')
    expect(texts()).toHaveLength(1)
    type('one two three four five six seven e')
    expect(texts().at(-1)).toBe('one two three four five six seven')
  })

  test('takes four ideographs for four words, and leaves out the last, which may not be chosen yet', () => {
    const { type, texts } = openComposer()
    type('潮汐来自')
    expect(texts()).toEqual([])
    type('潮汐来自月')
    expect(texts()).toEqual(['潮汐来自'])
  })

  test('reads a long text in pieces, to its last whole word, and then rests', async () => {
    const { type, texts, wait } = openComposer()
    const pasted = Array.from({ length: 60 }, (_, at) => `word${at % 10}`).join(' ')
    type(pasted)
    await wait(60_000)
    expect(texts().length).toBeGreaterThan(4)
    expect(texts().at(-1)).toBe(pasted.slice(0, -6))
    const count = texts().length
    await wait(60_000)
    expect(texts()).toHaveLength(count)
  })

  test('gives up a piece whose words were changed, and begins again from the new ones', async () => {
    const { type, pieces, wait } = openComposer()
    type(`${eight} `)
    await wait(100)
    type(`${eight.replace('eight', 'nine')} ten `)
    expect(pieces).toHaveLength(1)
    await wait(1000)
    expect(pieces[0]?.aborted).toBe(true)
    expect(pieces[1]?.text).toBe(`${eight.replace('eight', 'nine')} ten`)
  })

  test('lets a piece run that the draft has only outgrown', async () => {
    const { type, pieces, wait } = openComposer()
    type(`${eight} `)
    type(`${eight} nine`)
    await wait(2000)
    expect(pieces).toMatchObject([{ text: eight, aborted: false }])
  })

  test('reads from the start in another chat', async () => {
    const { type, state, texts, wait } = openComposer()
    type(`${eight} `)
    await wait(2000)
    state.place = 'b'
    type(`${eight} `)
    expect(texts()).toEqual([eight, eight])
  })

  test('ends with cancel: nothing that waited begins, until the draft changes', async () => {
    const { type, readAhead, pieces, wait } = openComposer()
    type(`${eight} ${eight} ${eight} `)
    await wait(100)
    readAhead.cancel()
    await wait(10_000)
    expect(pieces).toMatchObject([{ aborted: true }])
    type(`${eight} ${eight} ${eight} x `)
    expect(pieces).toHaveLength(2)
  })

  test('forgets with cancel what it had read: the same words in the next chat are read again', async () => {
    const { type, readAhead, texts, wait } = openComposer()
    type(`${eight} `)
    await wait(2000)
    readAhead.cancel()
    type('')
    type(`${eight} `)
    expect(texts()).toEqual([eight, eight])
  })

  test('does nothing while the model is not free', async () => {
    const { type, state, texts, wait } = openComposer()
    state.isFree = false
    type(`${eight} `)
    await wait(5000)
    state.isFree = true
    await wait(5000)
    expect(texts()).toEqual([])
  })

  test('keeps still after a fault until there is as much again that is new', async () => {
    const { type, state, texts, wait } = openComposer()
    state.fault = true
    type(`${eight} `)
    await wait(5000)
    expect(texts()).toHaveLength(1)
    state.fault = false
    type(`${eight} ${eight} `)
    await wait(5000)
    expect(texts()).toHaveLength(2)
  })

  test('does not read what would be refused for its length', async () => {
    const { type, state, pieces, wait } = openComposer()
    state.promptTokens = 900
    type(`${eight} ${eight} ${eight} ${eight} `)
    await wait(0)
    expect(pieces).toMatchObject([{ ended: true, aborted: false }])
    await wait(5000)
    expect(pieces).toHaveLength(1)
  })

  test('whatever is typed: one piece at a time, each a beginning of the draft that ends with a word', async () => {
    const word = fc.constantFrom(
      'shell',
      ' ',
      '潮汐',
      '\n',
      'x',
      ', ',
      '👍',
      'a long sentence of several words ',
    )
    const change = fc.oneof(
      fc.record({ kind: fc.constant('type' as const), text: fc.array(word).map(words => words.join('')) }),
      fc.record({ kind: fc.constant('delete' as const), count: fc.nat(20) }),
      fc.record({ kind: fc.constant('move' as const), place: fc.constantFrom('a', 'b') }),
      fc.record({ kind: fc.constant('send' as const) }),
      fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(900) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 40 }), async changes => {
        const { readAhead, state, type, pieces, wait } = openComposer()
        let seen = 0
        const check = () => {
          expect(pieces.filter(({ ended }) => !ended).length).toBeLessThan(2)
          for (const { text } of pieces.slice(seen)) {
            const message = state.draft.trimStart()
            expect(message.startsWith(text)).toBe(true)
            // Between a sign and a blank, or beside an ideograph.
            const border = /\S$/.test(text) && /^\s|^\p{Script=Han}/u.test(message.slice(text.length))
            expect(border || /\p{Script=Han}$/u.test(text)).toBe(true)
          }
          seen = pieces.length
        }
        for (const each of changes) {
          if (each.kind === 'type') type(state.draft + each.text)
          if (each.kind === 'delete') type(state.draft.slice(0, -each.count || undefined))
          if (each.kind === 'move') state.place = each.place
          if (each.kind === 'wait') await wait(each.ms)
          if (each.kind === 'send') {
            readAhead.cancel()
            state.draft = ''
          }
          check()
        }
        readAhead.cancel()
        await wait(5000)
        check()
      }),
      { numRuns: 200 },
    )
  })
})

describe('in a chat', () => {
  const words = 'please tell me how a crab finds a shell '

  async function openTyping(canReadAhead = () => true) {
    vi.useRealTimers()
    return openChat({ tokensPerSecond: 1000, prefillTokensPerSecond: 100 }, [], {
      readAhead: { canReadAhead },
    })
  }

  test('what was read while it was typed is in the cache when it is sent', async () => {
    const { chat, idle, requests, state } = await openTyping()
    chat.setDraft(words)
    await new Promise(resolve => setTimeout(resolve, 500))
    expect(requests).toMatchObject([{ maxTokens: 0 }])
    expect(state().running.size).toBe(0)
    chat.send(`${words}in the sea`)
    await idle()
    const [conversation] = state().conversations.values()
    expect(conversation?.messages[1]?.stats?.cachedTokens).toBeGreaterThan(20)
  })

  test('Send gives up the piece that runs, and no other follows it', async () => {
    const { chat, idle, requests } = await openTyping()
    chat.setDraft(words.repeat(6))
    chat.send(words.repeat(6))
    await idle()
    expect(requests.map(({ maxTokens }) => maxTokens)).toEqual([0, undefined])
  })

  test('what is typed during an answer is read when it has ended', async () => {
    const { chat, idle, requests } = await openTyping()
    chat.send('Hello')
    chat.setDraft(words)
    expect(requests).toHaveLength(0)
    await idle()
    await vi.waitUntil(() => requests.length === 2)
    expect(requests[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(requests[1]?.messages.at(-1)?.content).toBe(words.trim())
  })

  test('nothing is read where it is not wanted', async () => {
    const { chat, requests } = await openTyping(() => false)
    chat.setDraft(words)
    await new Promise(resolve => setTimeout(resolve, 600))
    expect(requests).toHaveLength(0)
  })
})
