import { expect, test } from 'vitest'
import { settingsFrom } from '../../presets/choose-persona.ts'
import { openChat } from '../chat.fixture.ts'
import { messagesInView, settingsInView } from '../chat.ts'

const schema = '{"type": "object", "properties": {"age": {"type": "integer"}}, "required": ["age"]}'
const captain = {
  id: 'p1',
  name: 'Captain',
  instructions: 'You are a captain.',
  sampling: { temperature: 0.8, seed: 7, maxTokens: 50 },
}

test('what is set before the first message reaches its request, and stays with the chat', async () => {
  const { chat, idle, requests, state, texts } = await openChat()
  chat.configure({ ...settingsFrom(captain), jsonSchema: schema })
  chat.send('Ahoy')
  await idle()
  expect(requests.at(-1)).toMatchObject({
    messages: [
      { role: 'system', content: 'You are a captain.' },
      { role: 'user', content: 'Ahoy' },
    ],
    temperature: 0.8,
    seed: 7,
    maxTokens: 50,
    jsonSchema: JSON.parse(schema),
  })
  expect(texts().at(-1)).toBe('{"age":0}')
  expect(settingsInView(state())).toMatchObject({ personaId: 'p1', jsonSchema: schema })
})

test('instructions that were emptied are none, and taking them back gives Hermit’s own', async () => {
  const { chat, idle, requests } = await openChat()
  chat.configure({ instructions: ' ' })
  chat.send('One')
  await idle()
  expect(requests.at(-1)?.messages.map(({ role }) => role)).toEqual(['user'])
  chat.configure({ instructions: undefined })
  chat.send('Two')
  await idle()
  expect(requests.at(-1)?.messages[0]?.content).toContain('Hermit')
})

test('a schema that cannot be read is a fault on the answer, and nothing is generated', async () => {
  const { chat, idle, state, requests } = await openChat()
  chat.configure({ jsonSchema: '{' })
  const before = requests.length
  chat.send('Ahoy')
  await idle()
  expect(messagesInView(state()).at(-1)).toMatchObject({
    status: 'failed',
    fault: { code: 'schema-unreadable' },
  })
  expect(requests).toHaveLength(before)
})

test('an answer keeps the schema that it was asked under when the chat’s is taken away', async () => {
  const { chat, idle, state } = await openChat()
  chat.configure({ jsonSchema: schema })
  chat.send('Ahoy')
  await idle()
  chat.configure({ jsonSchema: undefined })
  chat.send('And now?')
  await idle()
  const answers = messagesInView(state()).filter(({ role }) => role === 'assistant')
  expect(answers.map(({ jsonSchema }) => jsonSchema)).toEqual([schema, undefined])
  expect(answers[1]?.text).toBe('Yes indeed.')
})
