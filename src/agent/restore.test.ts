import { describe, expect, test } from 'vitest'
import { planned } from './agent.fixture.ts'
import { type ConsentEntry, createConsents, parseConsents } from './consents.ts'
import { createCallLog, mostCalls, parseCalls } from './log.ts'
import type { Standing } from './permission.ts'
import { type AgentRecords, restoredAgent } from './restore.ts'

const entry = (tool: string, standing: Standing, at = 1): ConsentEntry => ({
  ...{ id: JSON.stringify(['', tool]), tool, title: tool, standing, at },
})
const records = (...consents: ConsentEntry[]): AgentRecords => ({ consents, calls: [] })
const standings = ({ consents }: AgentRecords) => consents.map(one => [one.tool, one.standing])

describe('a backup', () => {
  test('that is put beside what is here brings in what forbids, and nothing that allows', () => {
    const mine = records(entry('a', 'always'))
    const theirs = records(entry('a', 'never'), entry('b', 'always'), entry('c', 'never'))
    expect(standings(restoredAgent(mine, theirs, 'merge'))).toEqual([
      ['a', 'always'],
      ['c', 'never'],
    ])
  })

  test('that takes its place allows nothing that is forbidden here', () => {
    const mine = records(entry('a', 'never'), entry('b', 'never'), entry('c', 'always'))
    const theirs = records(entry('a', 'always'), entry('d', 'always'))
    expect(standings(restoredAgent(mine, theirs, 'replace'))).toEqual([
      ['a', 'never'],
      ['d', 'always'],
      ['b', 'never'],
    ])
  })

  test('has its calls among those that are here by their time, each once', () => {
    const call = (id: string, startedAt: number) => ({
      ...{ id, conversationId: 'c', step: planned('a', '', { id, startedAt, status: 'done' }) },
    })
    const mine = { consents: [], calls: [call('1', 10), call('3', 30)] }
    const theirs = { consents: [], calls: [call('1', 10), call('2', 20)] }
    expect(restoredAgent(mine, theirs, 'merge').calls.map(({ id }) => id)).toEqual(['1', '2', '3'])
  })
})

describe('what was decided for good', () => {
  test('of a record whose entry is another tool’s than it says allows nothing', () => {
    const forged = { ...entry('list_reminders', 'always'), tool: 'add_note' }
    expect(parseConsents({ entries: [forged] })).toEqual([])
    expect(parseConsents({ entries: 'all' })).toEqual([])
  })

  test('holds for the tool of one source, not for another of the same name', () => {
    const consents = createConsents({ onChange: () => {}, now: () => 1 })
    consents.set({ name: 'order', source: 'Café', title: 'Order' }, 'always')
    expect(consents.standing({ name: 'order', source: 'Café' })).toBe('always')
    expect(consents.standing({ name: 'order', source: 'Bar' })).toBeUndefined()
    expect(consents.standing({ name: 'order' })).toBeUndefined()
  })

  test('in two tabs at once is the stricter of both, whichever side merges', () => {
    const { kept } = createConsents({ onChange: () => {}, now: () => 1 })
    const [a, b] = [{ entries: [entry('a', 'always', 9)] }, { entries: [entry('a', 'never', 3)] }]
    for (const [mine, theirs] of [
      [a, b],
      [b, a],
    ]) {
      expect(kept.merge('consents', { base: undefined, mine, theirs })).toEqual(b)
    }
  })
})

describe('the log', () => {
  test('keeps the newest, without results and long texts', () => {
    const log = createCallLog(() => {})
    for (let at = 0; at < mostCalls + 5; at++) {
      log.add('c', planned('a', '', { id: `${at}`, status: 'done', result: 'x'.repeat(9000) }))
    }
    log.add('c', planned('a', '', { id: 'long', args: { text: 'y'.repeat(9000) }, said: 'z'.repeat(9000) }))
    const { calls } = log.store.getState()
    expect(calls).toHaveLength(mostCalls)
    expect(calls[0]?.id).toBe('6')
    expect(JSON.stringify(calls.at(-1)).length).toBeLessThan(1500)
    expect(JSON.stringify(calls)).not.toContain('xxx')
    expect(parseCalls(JSON.parse(JSON.stringify({ calls })))).toEqual(calls)
  })

  test('of two tabs has the calls of both, and what was undone in one is undone', () => {
    const one = createCallLog(() => {})
    one.add('c', planned('a', '', { id: '1', startedAt: 1, status: 'done' }))
    const base = one.store.getState()
    one.markUndone('1')
    const mine = one.store.getState()
    const theirs = {
      calls: [...base.calls, { id: '2', conversationId: 'd', step: planned('b', '', { startedAt: 2 }) }],
    }
    expect(one.kept.merge('calls', { base, mine, theirs })).toMatchObject({
      calls: [{ id: '1', step: { isUndone: true } }, { id: '2' }],
    })
  })
})
