import fc from 'fast-check'
import type { PresetsState } from '../../presets/presets.ts'
import type { Conversation, Message } from '../conversation.ts'
import type { Drafts } from '../records.ts'

/** Everything of a device that an export takes along. */
export interface GeneratedStore {
  readonly chats: readonly Conversation[]
  readonly drafts: Drafts
  readonly presets: PresetsState
}

/** Texts that have broken exports: other writings, half a letter pair, names of every object, endless spaces. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '\ud800',
    '\u0000\u2028\u2029\ufeff',
    '```js\n# x\n',
    '</script><!--',
    '你好，寄居蟹。',
    '\r\n\t ',
    '"\\u0041"',
  ),
)
const id = fc.uuid().map(value => value.replaceAll('-', ''))
const time = fc.integer({ min: 0, max: 4e12 })
const amount = fc.double({ min: 0, max: 1e6, noNaN: true }).map(value => (Object.is(value, -0) ? 0 : value))

const thought = fc.record(
  {
    text,
    isClosed: fc.boolean(),
    ms: amount,
    tokens: fc.nat(),
    closedBy: fc.constantFrom('model' as const, 'budget' as const, 'person' as const),
  },
  { requiredKeys: ['text', 'isClosed', 'ms', 'tokens'] },
)
const sampling = fc.record(
  {
    temperature: fc.constantFrom(0, 0.7, 2),
    topP: fc.constantFrom(0.1, 0.95, 1),
    repeatPenalty: fc.constantFrom(1, 1.1),
    seed: fc.nat(),
    maxTokens: fc.integer({ min: 1, max: 4096 }),
  },
  { requiredKeys: [] },
)
const sample = fc.record(
  {
    text,
    thought,
    final: fc.option(text),
    status: fc.constantFrom('done' as const, 'length' as const, 'stopped' as const),
    tokens: fc.nat(),
  },
  { requiredKeys: ['text', 'final', 'status', 'tokens'] },
)
const harder = fc.record({
  method: fc.constantFrom('majority' as const, 'model' as const),
  of: fc.integer({ min: 2, max: 8 }),
  samples: fc.array(sample, { maxLength: 3 }),
  picked: fc.option(fc.nat({ max: 2 })),
})
const passage = fc.record(
  { documentId: id, title: text, start: fc.nat(), end: fc.nat(), page: fc.integer({ min: 1 }), text },
  { requiredKeys: ['documentId', 'title', 'start', 'end', 'text'] },
)
const word = fc.string({ minLength: 1, maxLength: 8 }).filter(name => name !== '__proto__')
const step = fc.record(
  {
    id,
    tool: text,
    title: text,
    source: text,
    effects: fc.subarray(['reads', 'writes', 'leaves-device', 'costs-money'] as const),
    args: fc.dictionary(word, fc.oneof(text, amount, fc.boolean()), { noNullPrototype: true }),
    status: fc.constantFrom('planned' as const, 'missing' as const, 'done' as const, 'refused' as const),
    words: text,
    missing: text,
    preview: text,
    startedAt: time,
    ms: amount,
    said: text,
    plain: text,
    result: fc.constantFrom<unknown>(1, 'one', { rows: [1, 2] }),
    isCut: fc.boolean(),
    isForeign: fc.boolean(),
    fault: fc.constant({ code: 'tool-slow' as const }),
    refusedBy: fc.constantFrom('person' as const, 'foreign-text' as const),
    undo: fc.constantFrom<unknown>('token', { id: 1 }),
    isUndone: fc.boolean(),
  },
  { requiredKeys: ['id', 'tool', 'title', 'effects', 'args', 'status', 'words'] },
)
const details = fc.record(
  {
    modelName: text,
    writtenBy: fc.array(fc.record({ modelName: text, engineId: text, build: text }), { maxLength: 2 }),
    stats: fc.record(
      {
        promptTokens: fc.nat(),
        cachedTokens: fc.nat(),
        completionTokens: fc.nat(),
        firstTokenMs: amount,
        tokensPerSecond: amount,
      },
      { requiredKeys: ['promptTokens', 'cachedTokens', 'completionTokens', 'firstTokenMs'] },
    ),
    fault: fc.record(
      {
        code: fc.constantFrom('crashed' as const, 'chat-too-long' as const),
        numbers: fc.dictionary(fc.constantFrom('overTokens', 'contextTokens'), fc.nat()),
        detail: text,
      },
      { requiredKeys: ['code'] },
    ),
    thought,
    harder,
    sampling,
    jsonSchema: text,
    context: fc.constantFrom('pinned' as const, 'left-out' as const),
    passages: fc.array(passage, { maxLength: 2 }),
    documents: fc.constantFrom('nothing-found' as const, 'not-used' as const),
    steps: fc.array(step, { maxLength: 2 }),
    tools: fc.constant('not-used' as const),
  },
  { requiredKeys: [] },
)
const status = fc.constantFrom(
  'done',
  'stopped',
  'length',
  'interrupted',
  'failed',
  'streaming',
) satisfies fc.Arbitrary<Message['status']>

/** A tree of messages: each follows one of those before it, or none. */
const messages: fc.Arbitrary<Message[]> = fc
  .array(
    fc.record({ id, text, time, status, details, follows: fc.option(fc.nat()), isAnswer: fc.boolean() }),
    {
      maxLength: 12,
    },
  )
  .map(drafts =>
    drafts.map(({ id, text, time, status, details, follows, isAnswer }, index): Message => {
      const parent = follows === null || index === 0 ? undefined : drafts[follows % index]
      const role = isAnswer ? 'assistant' : 'user'
      return { id, parentId: parent?.id ?? null, role, text, createdAt: time, status, ...details }
    }),
  )

const conversation: fc.Arbitrary<Conversation> = messages.chain(all => {
  const anyId = fc.constantFrom(null, ...all.map(message => message.id))
  const settings = fc.record(
    {
      instructions: text,
      personaId: text,
      sampling,
      thinking: fc.constantFrom('off' as const, 'short' as const, 'long' as const, 'unlimited' as const),
      overflow: fc.constantFrom('ask' as const, 'drop' as const, 'summarise' as const),
      jsonSchema: text,
      documents: fc.array(id, { maxLength: 2 }),
      tools: fc.constant('off' as const),
    },
    { requiredKeys: [] },
  )
  const summary = fc.record(
    { id, messageIds: fc.subarray(all.map(message => message.id)), text, createdAt: time, modelName: text },
    { requiredKeys: ['id', 'messageIds', 'text', 'createdAt'] },
  )
  return fc.record(
    {
      id,
      title: fc.option(text),
      createdAt: time,
      updatedAt: time,
      leafId: anyId,
      contextStartId: anyId,
      messages: fc.constant(all),
      titledBy: fc.constant('model' as const),
      isPinned: fc.boolean(),
      isArchived: fc.boolean(),
      folder: text,
      settings,
      summaries: fc.array(summary, { maxLength: 2 }),
    },
    { requiredKeys: ['id', 'title', 'createdAt', 'updatedAt', 'leafId', 'contextStartId', 'messages'] },
  )
})

const presets: fc.Arbitrary<PresetsState> = fc.record({
  personas: fc.array(
    fc.record(
      { id, name: text.filter(name => name !== ''), instructions: text, modelId: text, sampling },
      { requiredKeys: ['id', 'name', 'instructions'] },
    ),
    { maxLength: 2 },
  ),
  prompts: fc.array(fc.record({ id, name: fc.stringMatching(/^\S+$/), text }), { maxLength: 2 }),
  removed: fc.array(id, { maxLength: 2 }),
})

/** Whole stores with every optional field there and not, branches, and hard texts. */
export const store: fc.Arbitrary<GeneratedStore> = fc
  .record({
    chats: fc.uniqueArray(conversation, { maxLength: 6, selector: chat => chat.id }),
    presets,
    unsent: fc.array(text, { maxLength: 6 }),
  })
  .map(({ chats, presets: kept, unsent }) => ({
    chats,
    presets: kept,
    drafts: Object.fromEntries(
      chats.flatMap(({ id: chatId }, index) => {
        const draft = unsent[index]
        return draft ? [[chatId, draft]] : []
      }),
    ),
  }))
