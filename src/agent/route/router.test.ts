import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { madeWeights } from '../../../scripts/router/made-weights.ts'
import { openSentenceModel } from '../../../scripts/router/vectors.ts'
import type { Tool } from '../../abilities/tool.ts'
import type { Embedder } from '../../embedding/embedder.ts'
import { embeddingModelName } from '../../embedding/embedding-model.ts'
import type { RouterWeights } from './classifier.ts'
import { createRouter } from './router.ts'

let weights: RouterWeights
let embedder: Pick<Embedder, 'model' | 'embed'> & { readonly asked: string[] }
beforeAll(async () => {
  // Made from the examples where the build has not made them yet.
  weights = JSON.parse(await readFile(await madeWeights(), 'utf8'))
  const model = await openSentenceModel()
  const asked: string[] = []
  embedder = {
    model: embeddingModelName,
    asked,
    async embed(texts) {
      asked.push(...texts)
      const vectors: Float32Array[] = []
      for (const text of texts) vectors.push((await model.embed(text)).vector)
      return vectors
    },
  }
}, 300_000)

function tool(name: string, source?: string, description = ''): Tool {
  return {
    name,
    title: { en: name, 'zh-CN': name },
    description,
    parameters: { type: 'object', properties: {} },
    consent: 'none',
    effects: [],
    ...(source !== undefined && { source }),
    run: async () => ({ value: null, said: '' }),
  }
}
const never = new AbortController().signal
const ours = () => weights.classes.filter(name => name !== 'none' && name !== 'app').map(name => tool(name))
const café = [
  tool('list_menu', 'the café', 'Lists what there is to drink and to eat.'),
  tool('place_order', 'the café', 'Orders something from the menu.'),
  tool('cancel_order', 'the café', 'Cancels an order that is not ready yet.'),
]
const routerOf = (parts: Partial<Parameters<typeof createRouter>[0]> = {}) =>
  createRouter({ weights: async () => weights, ...parts })
const named = async (
  router: ReturnType<typeof createRouter>,
  request: string,
  tools: readonly Tool[] = ours(),
) => (await router.route(request, undefined, tools, never)).map(({ tool: name }) => name)

test('a tool of a server that is named is meant, whatever else it sounds like; and its prefix is none of its words', async () => {
  const server = [
    { ...tool('everything_1a2b3c__echo', 'Everything'), title: { en: 'Echo Tool', 'zh-CN': 'Echo Tool' } },
    { ...tool('everything_1a2b3c__get_sum', 'Everything', 'Adds two numbers.') },
  ]
  const all = [...ours(), ...server]
  const router = routerOf()
  expect(await named(router, 'use the echo tool to say hello', all)).toEqual(['everything_1a2b3c__echo'])
  expect(await named(router, 'echo hello hermit', all)).toEqual(['everything_1a2b3c__echo'])
  expect(await named(router, 'add 17 and 25 with get-sum', all)).toEqual(['everything_1a2b3c__get_sum'])
  expect(await named(router, 'add 17 and 25', all)).toEqual(['calculate'])
})

describe('requests are routed to the tool that they ask for', () => {
  test.each([
    ['set a timer for nine minutes', 'set_timer'],
    ['remind me tomorrow morning to ring the school', 'set_reminder'],
    ['how much is 17 times 23', 'calculate'],
    ['what does my contract say about holidays', 'search_documents'],
    ['five miles in kilometres', 'convert_units'],
    ['九分钟后关火，帮我计时', 'set_timer'],
    ['明天早上提醒我给学校打电话', 'set_reminder'],
    ['17乘以23是多少', 'calculate'],
    ['劳动合同里年假怎么规定的', 'search_documents'],
    ['把“晚安”翻译成日语', 'translate_text'],
  ])('%s → %s', async (request, name) => {
    expect(await named(routerOf({ embedder }), request)).toEqual([name])
    expect(await named(routerOf(), request)).toEqual([name])
  })

  it('one clause after the other', async () => {
    const router = routerOf({ embedder })
    expect(
      await named(router, 'remind me at six to call mum and add a note that the key is under the pot'),
    ).toEqual(['set_reminder', 'add_note'])
    expect(await named(router, '算一下12乘7，然后记到笔记里')).toEqual(['calculate', 'add_note'])
  })

  it('to none that is not on offer', async () => {
    expect(await named(routerOf({ embedder }), 'set a timer for nine minutes', [tool('add_note')])).toEqual(
      [],
    )
    expect(await named(routerOf({ embedder }), 'set a timer for nine minutes', [])).toEqual([])
  })

  it('to those of apps where the request is for an app', async () => {
    const router = routerOf({ embedder, meaningMs: 60_000 })
    const tools = [...ours(), ...café]
    expect(await named(router, 'order two flat whites', tools)).toEqual(['place_order'])
    expect(await named(router, 'cancel my order', tools)).toEqual(['cancel_order'])
    expect(await named(router, '点两杯拿铁', tools)).toEqual(['place_order'])
    expect(await named(router, 'order two flat whites')).toEqual([])
    expect(await named(router, 'who wrote Hamlet', tools)).toEqual([])
  })
})

describe('plain chat', () => {
  test.each([
    'hello',
    'who wrote Hamlet',
    'what is a timer',
    'write a poem about the sea',
    '你好',
    '什么是计时器',
    '写一首关于大海的诗',
  ])('goes on without a tool: %s', async request => {
    expect(await named(routerOf({ embedder }), request)).toEqual([])
  })

  it('does not wake the embedding model where words are beyond doubt', async () => {
    embedder.asked.length = 0
    for (const request of ['hello', 'who wrote Hamlet', '你好', '唐朝是怎么灭亡的'])
      await named(routerOf({ embedder }), request)
    expect(embedder.asked).toEqual([])
  })

  it('never fails: an embedder that is absent, fails or hangs leaves it to the words', async () => {
    const absent = {
      model: embeddingModelName,
      embed: async () => Promise.reject(new Error('model-missing')),
    }
    const hanging = {
      model: embeddingModelName,
      embed: (_: readonly string[], signal?: AbortSignal) =>
        new Promise<never>((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        ),
    }
    const request = 'could you maybe put a timer on'
    for (const other of [absent, hanging]) {
      const began = performance.now()
      await expect(named(routerOf({ embedder: other, meaningMs: 50 }), request)).resolves.toBeDefined()
      expect(performance.now() - began).toBeLessThan(5000)
    }
  })

  it('goes on where the weights cannot be fetched, and asks for them again the next time', async () => {
    let isThere = false
    const router = routerOf({
      weights: async () => {
        if (!isThere) throw new Error('offline')
        return weights
      },
    })
    expect(await named(router, 'set a timer for nine minutes')).toEqual([])
    isThere = true
    expect(await named(router, 'set a timer for nine minutes')).toEqual(['set_timer'])
  })

  it('ends with the reason of an abort', async () => {
    const reason = new Error('enough')
    const route = routerOf().route('set a timer', undefined, ours(), AbortSignal.abort(reason))
    await expect(route).rejects.toBe(reason)
  })
})
