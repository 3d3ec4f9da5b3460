import { describe, expect, test } from 'vitest'
import { documentTools } from './documents/tools.ts'
import { noteTools } from './notes/tools.ts'
import { reminderTools } from './reminders/tools.ts'
import { searchTools } from './search/tools.ts'
import { summariseTools } from './summarise/tools.ts'
import type { Tool } from './tool.ts'
import { translateTools } from './translate/tools.ts'

const absent = async (): Promise<never> => {
  throw new Error('nothing is asked of it here')
}
const session = { store: { getState: absent }, generate: absent } as never
const tools: readonly Tool[] = [
  ...reminderTools(absent as never),
  ...noteTools(absent as never),
  ...searchTools({ conversations: () => new Map() }),
  ...documentTools(absent),
  ...summariseTools({ documents: { load: absent, list: () => [] }, summaries: absent }),
  ...translateTools(session),
]

describe.each(tools.map(tool => [tool.name, tool] as const))('%s', (name, tool) => {
  test('is called by a name that chat templates take, and says what it is in both languages', () => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(tool.title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(tool.title.en).toMatch(/^[A-Z]/)
  })

  test('asks for every argument that its schema has, in both languages', () => {
    const {
      properties = {},
      required = [],
      additionalProperties,
    } = tool.parameters as {
      properties?: object
      required?: readonly string[]
      additionalProperties?: boolean
    }
    expect(additionalProperties).toBe(false)
    expect(Object.keys(tool.slots ?? {}).toSorted()).toEqual(Object.keys(properties).toSorted())
    for (const argument of required) expect(Object.keys(properties)).toContain(argument)
    for (const slot of Object.values(tool.slots ?? {})) {
      expect(slot.ask.en).toMatch(/\?$/)
      expect(slot.ask['zh-CN']).toMatch(/\p{Script=Han}.*？$/u)
    }
  })

  test.each(['en', 'zh-CN'] as const)('has many different ways to be asked for: %s', language => {
    const examples = tool.examples?.[language] ?? []
    expect(examples.length).toBeGreaterThanOrEqual(25)
    expect(new Set(examples.map(one => one.toLowerCase())).size).toBe(examples.length)
    for (const one of examples) expect(one.trim(), one).toBe(one)
  })

  test('takes back what it writes', () => {
    expect(tool.undo !== undefined).toBe(tool.effects.includes('writes'))
  })
})

test('no sentence asks for two tools', () => {
  const all = tools.flatMap(({ examples }) => Object.values(examples ?? {}).flat())
  expect(new Set(all).size).toBe(all.length)
})
