import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOf } from '../ui/i18n/texts.fixture.ts'
import { personasIn, promptsIn } from './built-in.ts'
import { settingsFrom } from './choose-persona.ts'
import { createPresets, parsePresets, presetsKey, presetsSchema } from './presets.ts'
import { promptName } from './prompt-name.ts'

const pirate = {
  id: 'p1',
  name: 'Pirate',
  instructions: 'Talk like a pirate.',
  sampling: { temperature: 0.8 },
}
const letter = { id: 'q1', name: 'letter', text: 'Write to {{whom}}.' }
const english = textOf('en')

function open() {
  let changes = 0
  const presets = createPresets(() => {
    changes += 1
  })
  return { presets, state: presets.store.getState, changes: () => changes }
}

test('presets off the disk are always whole, whatever lies there', () => {
  fc.assert(
    fc.property(fc.anything(), value => {
      expect(presetsSchema.safeParse(parsePresets(value)).success).toBe(true)
    }),
  )
})

test('one bad persona does not cost the others', () => {
  const record = {
    personas: [pirate, { id: 3 }, { ...pirate, sampling: { temperature: 99 } }],
    prompts: 'none',
  }
  expect(parsePresets(record)).toEqual({ personas: [pirate], prompts: [], removed: [] })
})

test('what is kept is what comes back', () => {
  const { presets, state, changes } = open()
  presets.savePersona(pirate)
  presets.savePrompt(letter)
  presets.savePersona({ ...pirate, name: 'Captain' })
  expect(changes()).toBe(3)
  const again = open()
  again.presets.hydrate(structuredClone(state()))
  expect(again.state()).toEqual({
    personas: [{ ...pirate, name: 'Captain' }],
    prompts: [letter],
    removed: [],
  })
  expect(again.changes()).toBe(0)
})

test('a removal is undone to the same place, whatever was changed in between', () => {
  const { presets, state } = open()
  for (const id of ['a', 'b', 'c']) presets.savePersona({ ...pirate, id })
  const undo = presets.remove('b')
  presets.savePersona({ ...pirate, id: 'd' })
  expect(state().personas.map(({ id }) => id)).toEqual(['a', 'c', 'd'])
  undo()
  undo()
  expect(state().personas.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
})

test('what comes with Hermit can be changed, removed and brought back', () => {
  const { presets, state } = open()
  const [first, second] = personasIn(state(), english)
  const firstPrompt = promptsIn(state(), english)[0]
  if (!first || !second || !firstPrompt) throw new Error('there is nothing built in')
  presets.savePersona({ ...first, name: 'Mine' })
  expect(personasIn(state(), english)[0]?.name).toBe('Mine')
  const undo = presets.remove(first.id)
  expect(personasIn(state(), english)[0]).toEqual(second)
  undo()
  expect(personasIn(state(), english)[0]?.name).toBe('Mine')
  presets.remove(first.id)
  presets.remove(firstPrompt.id)
  presets.restoreBuiltIns()
  expect(personasIn(state(), english)[0]).toEqual(first)
  expect(promptsIn(state(), english)[0]).toEqual(firstPrompt)
})

test('a chosen persona is copied into the chat, and choosing none takes all of it back', () => {
  expect(settingsFrom(pirate)).toEqual({
    personaId: 'p1',
    instructions: 'Talk like a pirate.',
    sampling: { temperature: 0.8 },
  })
  expect(settingsFrom(undefined)).toEqual({
    personaId: undefined,
    instructions: undefined,
    sampling: undefined,
  })
})

test('names of built-in prompts can be typed, and are each one of a kind', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const names = promptsIn(parsePresets({}), textOf(language)).map(({ name }) => name)
    for (const name of names) expect(name).toMatch(/^[^\s/]+$/u)
    expect(new Set(names).size).toBe(names.length)
  }
})

test('a prompt’s name has no blanks and no slash in front, however it was typed', () => {
  expect(promptName(' / my  letter ')).toBe('my-letter')
  expect(promptName('//')).toBe('')
  expect(promptName('a/b')).toBe('a/b')
})

test('presets of two tabs are merged item by item', () => {
  const here = open()
  const base = { personas: [pirate], prompts: [letter], removed: [] }
  here.presets.hydrate(base)
  here.presets.savePersona({ ...pirate, id: 'p2', name: 'Mine' })
  here.presets.remove(letter.id)
  const theirs = {
    personas: [{ ...pirate, name: 'Captain' }],
    prompts: [letter, { ...letter, id: 'q2', name: 'theirs' }],
    removed: ['built-in/x'],
  }
  expect(here.presets.kept.merge(presetsKey, { base, mine: here.state(), theirs })).toEqual({
    personas: [
      { ...pirate, name: 'Captain' },
      { ...pirate, id: 'p2', name: 'Mine' },
    ],
    prompts: [{ ...letter, id: 'q2', name: 'theirs' }],
    removed: ['built-in/x'],
  })
})
