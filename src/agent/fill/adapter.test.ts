import { describe, expect, test } from 'vitest'
import type { Slot } from '../../abilities/tool.ts'
import type { GenerateRequest } from '../../engines/engine.ts'
import { createScriptedEngine, type ScriptedOptions } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import { fillByAdapter } from './adapter.ts'

const slot = (kind: Slot['kind']): Slot => ({ kind, ask: { en: '?', 'zh-CN': '？' } })
const slots = { to: slot('person'), body: slot('text'), at: slot('moment') }
const never = () => new AbortController().signal
const words = 'Tell Anna that I’m late'

async function loaded(options: ScriptedOptions) {
  const engine = createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, ...options })
  for await (const _ of engine.load({ card: scriptedCard, files: [] }, never())) {
    // Only that it is loaded matters.
  }
  return engine
}

describe('filling by the adapter', () => {
  test('asks for the slots that are words of the request, greedily, under the adapter and a grammar', async () => {
    const asked: GenerateRequest[] = []
    const engine = await loaded({
      fill(request) {
        asked.push(request)
        return 'to: Anna\nbody: I’m late'
      },
    })
    expect(await fillByAdapter(engine, 'write_message', words, slots, never())).toEqual({
      to: 'Anna',
      body: 'I’m late',
    })
    expect(asked).toMatchObject([{ adapter: 'tools', temperature: 0, messages: [] }])
    expect(asked[0]?.prompt).toContain('write_message: to, body\n')
    expect(asked[0]?.grammar).toContain('root ::=')
  })

  test('an argument that is not in the words is absent', async () => {
    const engine = await loaded({ fill: () => '' })
    expect(await fillByAdapter(engine, 'write_message', words, slots, never())).toEqual({})
  })

  test('where there is nothing to copy, nothing is asked', async () => {
    const engine = await loaded({})
    expect(await fillByAdapter(engine, 'wait', words, { at: slot('moment') }, never())).toEqual({})
  })

  test.each<[string, ScriptedOptions]>([
    ['the engine has no adapter', {}],
    ['it fails', { fill: () => 'to: Anna', generateFault: { afterTokens: 1, code: 'crashed' } }],
    ['it takes too long', { fill: () => 'to: Anna', tokensPerSecond: 1 }],
    ['it does not come to an end', { fill: () => 'to: Anna\n'.repeat(400) }],
  ])('it is for the rules where %s', async (_, options) => {
    const engine = await loaded(options)
    expect(await fillByAdapter(engine, 'write_message', words, slots, never(), 200)).toBeUndefined()
  })

  test('an abort ends it', async () => {
    const engine = await loaded({ fill: () => 'to: Anna', tokensPerSecond: 1 })
    const controller = new AbortController()
    const filling = fillByAdapter(engine, 'write_message', words, slots, controller.signal)
    controller.abort()
    expect(await filling).toBeUndefined()
  })
})
