import { describe, expect, test } from 'vitest'
import { createCalculatorAbility } from './calculator/ability.ts'
import { createFilesAbility } from './files/ability.ts'
import { createLinksAbility } from './links/ability.ts'
import { createMessagesAbility } from './messages/ability.ts'
import { createTimeAbility } from './time/ability.ts'
import type { Consent, SlotKind, Tool } from './tool.ts'
import { createUnitsAbility } from './units/ability.ts'

const wayOut = { isAirGapped: () => false }
const abilities = [
  createCalculatorAbility(),
  createUnitsAbility(),
  createTimeAbility(),
  createLinksAbility(wayOut),
  createMessagesAbility(wayOut),
  createFilesAbility(),
]
const tools: readonly Tool[] = (await Promise.all(abilities.map(ability => ability.tools?.() ?? []))).flat()

/** What sentences are read by: `!` is required. Changing a row means training anew. */
const expected: Readonly<
  Record<string, readonly [Consent, Readonly<Record<string, SlotKind | `${SlotKind}!`>>]>
> = {
  calculate: ['none', { expression: 'expression!' }],
  convert_units: ['none', { amount: 'number!', from: 'unit!', to: 'unit!' }],
  convert_currency: ['none', { amount: 'number!', from: 'currency!', to: 'currency!' }],
  calculate_date: ['none', { start: 'date', offset: 'duration', end: 'date' }],
  time_in_place: ['none', { place: 'place!', time: 'time', from: 'place' }],
  open_link: ['each-time', { url: 'url!' }],
  open_map: ['each-time', { place: 'text!' }],
  write_email: ['each-time', { to: 'person!', subject: 'text', body: 'text' }],
  write_message: ['each-time', { to: 'person!', body: 'text!' }],
  share_text: ['each-time', { text: 'text!' }],
  copy_text: ['once', { text: 'text!' }],
  save_file: ['once', { text: 'text!', name: 'file' }],
}

test('the tools are those that sentences are read for, with the same arguments', () => {
  const found = tools.map(({ name, consent, slots = {}, parameters }) => {
    const required = new Set(Array.isArray(parameters.required) ? parameters.required : [])
    const args = Object.entries(slots).map(([arg, { kind }]) => [arg, required.has(arg) ? `${kind}!` : kind])
    return [name, [consent, Object.fromEntries(args)]]
  })
  expect(Object.fromEntries(found)).toEqual(expected)
})

describe.each(tools)('$name', tool => {
  test('has no argument but those it names, and a question for each', () => {
    const { properties, additionalProperties, type } = tool.parameters
    expect([type, additionalProperties]).toEqual(['object', false])
    expect(Object.keys(properties ?? {})).toEqual(Object.keys(tool.slots ?? {}))
    for (const { ask } of Object.values(tool.slots ?? {})) {
      expect(ask.en).toMatch(/\?$/)
      expect(ask['zh-CN']).toMatch(/？$/)
    }
  })

  test('has examples enough in both languages, each once', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const sentences = tool.examples?.[language] ?? []
      expect(sentences.length).toBeGreaterThanOrEqual(25)
      expect(new Set(sentences).size).toBe(sentences.length)
    }
  })

  test('tells of each way out', () => {
    const leaves = /^(open|write_e|write_m|share)/.test(tool.name)
    expect(tool.effects.includes('leaves-device')).toBe(leaves)
    expect(tool.consent === 'each-time').toBe(leaves)
  })
})

test('no sentence is an example of two tools', () => {
  const all = tools.flatMap(({ examples }) => Object.values(examples ?? {}).flat())
  expect(new Set(all).size).toBe(all.length)
})
