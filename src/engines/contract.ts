import {
  abortedAt,
  check,
  collect,
  failure,
  greeting,
  never,
  type Reply,
  reply,
  works,
} from './contract-checks.ts'
import {
  type Engine,
  EngineError,
  type GenerateRequest,
  type LoadableModel,
  type PromptMessage,
} from './engine.ts'

/** What can be wrong with weights. */
export const badKinds = ['garbage', 'cut short', 'missing a part', 'not what the card says'] as const
export type BadKind = (typeof badKinds)[number]

/** An engine under test with a small model for it. */
export interface ContractSubject {
  readonly engine: Engine
  /** Context of about 1,000 tokens, so that overflowing it is quick. */
  readonly model: LoadableModel
  /** True where the model is loaded already. */
  readonly isLoaded?: boolean
  /** True where later tests go on with the engine as this one leaves it: loading is what takes long. */
  readonly isShared?: boolean
  /** False where the engine knows chats only and refuses a prompt that is none. Default: true. */
  readonly goesOnWithText?: boolean
  /** True where it decodes under a grammar and its model has the adapter 'tools'. Default: false. */
  readonly fills?: boolean
  /** Frees what the test's engine held, after the engine was unloaded. */
  dispose?(): void
}

/** The little of a test runner that the suite needs: vitest has it, and so has the page in e2e/contract. */
export interface ContractTestApi {
  test(name: string, run: () => Promise<void>): void
  skip(name: string, reason: string): void
}

/** About 500 tokens: long enough to be stopped in the middle of. */
const longPrompt: readonly PromptMessage[] = [
  { role: 'user', content: 'The sea is wide and the ship is small. '.repeat(50) },
]
const varied: Readonly<Record<string, readonly PromptMessage[]>> = {
  'one word': [{ role: 'user', content: 'Hi' }],
  'emoji and accents': [{ role: 'user', content: 'Crème brûlée 🦀🏖️ naïve café 👩‍🚀' }],
  Chinese: [{ role: 'user', content: '请用一句话介绍你自己。谢谢！' }],
  code: [{ role: 'user', content: 'function f(x) {\n\treturn x   ** 2 // 1_000\n}\n\n' }],
  'several turns': [
    ...greeting,
    { role: 'assistant', content: 'Stew.' },
    { role: 'user', content: 'Again?' },
  ],
}
const prompt = 'English: bread\nFrench: pain\nEnglish: fish\nFrench:'
const schema = {
  type: 'object',
  properties: { name: { type: 'string', enum: ['cod', 'crab'] }, fresh: { type: 'boolean' } },
  required: ['name', 'fresh'],
  additionalProperties: false,
}

/** What every Engine must do, whatever runs behind it. Asserts no speed. */
export function describeEngine(
  name: string,
  /** Told what the test begins with: a 'new' engine, or one that may be 'loaded' and used already. */
  make: (begin: 'new' | 'loaded') => Promise<ContractSubject>,
  api: ContractTestApi,
  /** Makes a model that must be refused. Absent where an engine reads no files. */
  badModel?: (kind: BadKind) => LoadableModel,
): void {
  const testFrom = (
    begin: 'new' | 'loaded',
    title: string,
    run: (subject: ContractSubject) => Promise<void>,
  ) =>
    api.test(`${name}: ${title}`, async () => {
      const subject = await make(begin)
      try {
        await run(subject)
      } finally {
        if (!subject.isShared) await subject.engine.unload()
        subject.dispose?.()
      }
    })
  const test = (title: string, run: (subject: ContractSubject) => Promise<void>) =>
    testFrom('new', title, run)
  const testLoaded = (title: string, run: (engine: Engine, subject: ContractSubject) => Promise<void>) =>
    testFrom('loaded', title, async subject => {
      if (!subject.isLoaded) await collect(subject.engine.load(subject.model, never()))
      await run(subject.engine, subject)
    })

  test('loading reports progress that never falls, then ends exactly once', async ({ engine, model }) => {
    const events = await collect(engine.load(model, never()))
    const ends = events.filter(event => event.type === 'load-end')
    check(ends.length === 1 && events.at(-1)?.type === 'load-end', 'exactly one load-end, at the end')
    const fractions = events.flatMap(event => (event.type === 'load-progress' ? [event.fraction] : []))
    check(fractions.length > 0, 'at least one load-progress')
    check(
      fractions.every(fraction => fraction >= 0 && fraction <= 1),
      `fractions are in [0, 1]: ${fractions}`,
    )
    check(
      fractions.every((fraction, at) => fraction >= (fractions[at - 1] ?? 0)),
      `fractions rise: ${fractions}`,
    )
  })

  testLoaded('a reply is some text and then exactly one end whose usage adds up', async engine => {
    const { events, text, reason, usage } = await reply(engine, {
      messages: greeting,
      maxTokens: 12,
      temperature: 0,
    })
    check(text.length > 0, 'the reply has text')
    check(events.filter(event => event.type === 'text-end').length === 1, 'one text-end')
    check(events.at(-1)?.type === 'text-end', 'text-end is last')
    check(reason === 'length' || reason === 'stop', `it ended by ${reason}`)
    check(
      usage.completionTokens > 0 && usage.completionTokens <= 12,
      `completionTokens ${usage.completionTokens}`,
    )
    check(usage.promptTokens > 10, `promptTokens ${usage.promptTokens}`)
    check(usage.cachedTokens <= usage.promptTokens, `cachedTokens ${usage.cachedTokens}`)
    const progress = events.flatMap(event => (event.type === 'prefill-progress' ? [event] : []))
    check(
      progress.every(event => event.of === usage.promptTokens),
      'prefill-progress is of promptTokens',
    )
    check(progress.at(-1)?.tokens === usage.promptTokens, 'prefill-progress reaches the end')
  })

  testLoaded('the same greedy request gets the same text twice', async engine => {
    const request: GenerateRequest = { messages: greeting, maxTokens: 12, temperature: 0 }
    const first = await reply(engine, request)
    const second = await reply(engine, request)
    check(first.text === second.text, `“${first.text}” and “${second.text}”`)
  })

  testLoaded('maxTokens ends a reply with reason length', async engine => {
    const { reason, usage } = await reply(engine, { messages: greeting, maxTokens: 2, temperature: 0 })
    check(reason === 'length', `it ended by ${reason}`)
    check(usage.completionTokens === 2, `completionTokens ${usage.completionTokens}`)
  })

  testLoaded('maxTokens 0 reads the prompt and the next reply finds it in the cache', async engine => {
    const prefill = await reply(engine, { messages: greeting, maxTokens: 0 })
    check(prefill.text === '' && prefill.usage.completionTokens === 0, 'no text comes of a prefill')
    const { usage } = await reply(engine, { messages: greeting, maxTokens: 1 })
    check(usage.promptTokens === prefill.usage.promptTokens, 'both are of the same prompt')
    check(
      usage.cachedTokens >= usage.promptTokens - 2,
      `${usage.cachedTokens} of ${usage.promptTokens} were cached`,
    )
  })

  testLoaded('a second turn reuses the first one’s KV cache', async engine => {
    const first = await reply(engine, { messages: greeting, maxTokens: 8, temperature: 0 })
    const turn: readonly PromptMessage[] = [
      ...greeting,
      { role: 'assistant', content: first.text },
      { role: 'user', content: 'Thank you.' },
    ]
    const { usage } = await reply(engine, { messages: turn, maxTokens: 1 })
    const most = 0.9 * first.usage.promptTokens
    check(usage.cachedTokens >= most, `${usage.cachedTokens} of ${first.usage.promptTokens} were reused`)
  })

  testLoaded('a begun answer is gone on with, and only what is new comes', async engine => {
    const begun = 'Tonight there is a large pot of'
    const messages: readonly PromptMessage[] = [...greeting, { role: 'assistant', content: begun }]
    const counted = await engine.countTokens(messages)
    const { text, usage } = await reply(engine, { messages, maxTokens: 6, temperature: 0 })
    check(text.length > 0 && !text.includes(begun), `it went on with “${text}”`)
    check(usage.promptTokens === counted, `counted ${counted}, read ${usage.promptTokens}`)
  })

  testLoaded('an answer is gone on with after what was thought before it', async engine => {
    const thought = { text: 'Stew is </assistant> what there is.', isClosed: true }
    const begun: PromptMessage = { role: 'assistant', content: 'Tonight there is', thought }
    const messages = [...greeting, begun]
    const counted = await engine.countTokens(messages)
    const without = await engine.countTokens([...greeting, { role: 'assistant', content: begun.content }])
    check(counted > without + 5, `${counted} tokens with the thought, ${without} without`)
    const { text, usage } = await reply(engine, { messages, maxTokens: 2, temperature: 0 })
    check(text.length > 0 && !text.includes(begun.content), `it went on with “${text}”`)
    check(usage.promptTokens === counted, `counted ${counted}, read ${usage.promptTokens}`)
  })

  for (const [kind, messages] of Object.entries(varied)) {
    testLoaded(`countTokens equals promptTokens: ${kind}`, async engine => {
      const counted = await engine.countTokens(messages)
      const { usage } = await reply(engine, { messages, maxTokens: 0 })
      check(counted === usage.promptTokens, `counted ${counted}, read ${usage.promptTokens}`)
    })
  }

  testLoaded(
    'a prompt that is too long is refused with both numbers, and the next one works',
    async (engine, { model }) => {
      const content = 'word '.repeat(model.card.contextTokens + 50)
      const error = await failure(
        collect(engine.generate({ messages: [{ role: 'user', content }] }, never())),
      )
      check(error instanceof EngineError && error.code === 'context-overflow', `it failed with ${error}`)
      const { promptTokens = 0, contextTokens = 0 } = error instanceof EngineError ? (error.tokens ?? {}) : {}
      check(promptTokens >= contextTokens && contextTokens > 0, `${promptTokens} of ${contextTokens}`)
      await works(engine)
    },
  )

  const promptTitle = 'a text that is no chat is gone on with, without a template, or refused as unsupported'
  testLoaded(promptTitle, async (engine, { goesOnWithText = true }) => {
    const request: GenerateRequest = { messages: [], prompt, maxTokens: 6, temperature: 0 }
    if (!goesOnWithText) {
      const error = await failure(collect(engine.generate(request, never())))
      check(error instanceof EngineError && error.code === 'unsupported', `it failed with ${error}`)
      return works(engine)
    }
    const { text, reason, usage } = await reply(engine, request)
    check(text.length > 0 && (reason === 'length' || reason === 'stop'), `it ended by ${reason}`)
    const asChat = await engine.countTokens([{ role: 'user', content: prompt }])
    check(usage.promptTokens < asChat, `${usage.promptTokens} tokens, ${asChat} as a chat`)
    // A special token typed in it is read as its letters: more tokens than one.
    const forged = await reply(engine, { ...request, prompt: `${prompt}<|im_end|>`, maxTokens: 0 })
    check(forged.usage.promptTokens >= usage.promptTokens + 3, `${forged.usage.promptTokens} tokens`)
    await works(engine)
  })

  const fillTitle = 'a grammar under the adapter is kept to, or both are refused as unsupported'
  testLoaded(fillTitle, async (engine, { fills = false }) => {
    const call = { messages: [], prompt, maxTokens: 12, temperature: 0 }
    const grammar = 'root ::= "cod" | "crab"'
    if (!fills) {
      for (const request of [
        { ...call, grammar },
        { ...call, adapter: 'tools' },
      ] as const) {
        const error = await failure(collect(engine.generate(request, never())))
        check(error instanceof EngineError && error.code === 'unsupported', `it failed with ${error}`)
      }
      return works(engine)
    }
    const plain = await reply(engine, { messages: greeting, maxTokens: 8, temperature: 0 })
    const { text, reason, usage } = await reply(engine, { ...call, grammar, adapter: 'tools' })
    check(['cod', 'crab'].includes(text) && reason === 'stop', `it wrote ${text} and ended by ${reason}`)
    check(usage.cachedTokens === 0, `${usage.cachedTokens} tokens of the chat were taken for its own`)
    const again = await reply(engine, { messages: greeting, maxTokens: 8, temperature: 0 })
    check(again.text === plain.text, `then the chat answered ${again.text}, not ${plain.text}`)
  })

  testLoaded('a JSON schema makes valid JSON', async engine => {
    const { text, reason } = await reply(engine, {
      messages: greeting,
      jsonSchema: schema,
      temperature: 0,
      maxTokens: 200,
    })
    check(reason === 'stop', `it ended by ${reason}`)
    const value: unknown = JSON.parse(text)
    check(typeof value === 'object' && value !== null && 'name' in value && 'fresh' in value, text)
  })

  testLoaded('two calls at once are answered one after the other', async engine => {
    const ended: string[] = []
    const call = async (label: string) => {
      const { text } = await reply(engine, { messages: greeting, maxTokens: 3, temperature: 0 })
      ended.push(label)
      check(text.length > 0, `${label} has text`)
    }
    await Promise.all([call('first'), call('second')])
    check(ended.join() === 'first,second', `order: ${ended}`)
  })

  testLoaded('a call that is aborted before it starts ends cancelled', async engine => {
    const { text, reason } = await reply(engine, { messages: greeting }, AbortSignal.abort())
    check(text === '' && reason === 'cancelled', `it ended by ${reason}`)
    await works(engine)
  })

  testLoaded(
    'aborting in the answer ends it cancelled with what came so far, and the next call works',
    async engine => {
      const { text, reason, usage } = await abortedAt(
        engine,
        { messages: greeting, temperature: 0 },
        'text-delta',
      )
      check(reason === 'cancelled', `it ended by ${reason}`)
      check(text.length > 0 && usage.completionTokens > 0, `usage ${JSON.stringify(usage)}`)
      await works(engine)
    },
  )

  testLoaded('aborting in prefill ends it cancelled, and the next call works', async engine => {
    const { text, reason, usage } = await abortedAt(engine, { messages: longPrompt }, 'prefill-progress')
    check(reason === 'cancelled' && text === '', `it ended by ${reason} with “${text}”`)
    check(usage.promptTokens > 300, `usage ${JSON.stringify(usage)}`)
    await works(engine)
  })

  testLoaded('leaving a reply early frees the engine for the next call', async engine => {
    for await (const event of engine.generate({ messages: greeting }, never()))
      if (event.type === 'text-delta') break
    await works(engine)
  })

  testLoaded(
    'unloading in a reply ends it and the waiting ones cancelled; loading again works',
    async (engine, subject) => {
      const waiting = { started: undefined as Promise<Reply> | undefined }
      const running = reply(engine, { messages: greeting }, never(), event => {
        if (event.type !== 'prefill-progress' || waiting.started) return
        waiting.started = reply(engine, { messages: greeting })
        // After the second call has taken its place in the queue.
        setTimeout(() => void engine.unload(), 0)
      })
      const first = await running
      const second = await waiting.started
      check(first.reason === 'cancelled', `the running one ended by ${first.reason}`)
      check(second?.reason === 'cancelled', `the waiting one ended by ${second?.reason}`)
      const error = await failure(collect(engine.generate({ messages: greeting }, never())))
      check(error instanceof EngineError, `without a model it failed with ${error}`)
      await collect(engine.load(subject.model, never()))
      await works(engine)
    },
  )

  const abortTitle =
    'aborting a load throws the reason and leaves nothing loaded; loading again works, and may be left at its end'
  test(abortTitle, async ({ engine, model }) => {
    const controller = new AbortController()
    const reason = new Error('changed my mind')
    const load = async () => {
      for await (const _ of engine.load(model, controller.signal)) controller.abort(reason)
    }
    check((await failure(load())) === reason, 'the reason is thrown')
    const error = await failure(engine.countTokens(greeting))
    check(error instanceof EngineError, `nothing is loaded, but it said ${error}`)
    for await (const event of engine.load(model, never())) if (event.type === 'load-end') break
    await works(engine)
  })

  const badTitle = `weights that are ${badKinds.join(', ')} are refused, and good ones load afterwards`
  if (!badModel) {
    api.skip(`${name}: ${badTitle}`, 'this engine reads no files')
    return
  }
  // One good load after all of them: on a GPU in software it takes longer than the whole rest.
  test(badTitle, async ({ engine, model }) => {
    for (const kind of badKinds) {
      const error = await failure(collect(engine.load(badModel(kind), never())))
      check(error instanceof EngineError && error.code === 'bad-weights', `${kind}: it failed with ${error}`)
    }
    await collect(engine.load(model, never()))
    await works(engine)
  })
}
