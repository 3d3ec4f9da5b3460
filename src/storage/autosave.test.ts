import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Fault, FaultError } from '../fault.ts'
import { type Autosave, type AutosaveOptions, createAutosave } from './autosave.ts'
import type { Changes } from './database.ts'

/** A disk whose slowness and failures a test decides. */
function createDisk(commitMs = 1) {
  const disk = {
    records: new Map<string, unknown>(),
    commits: [] as { atMs: number; changes: Changes }[],
    fault: undefined as Fault | undefined,
    isBusy: false,
    async commit(changes: Changes) {
      if (disk.isBusy) throw new Error('two commits at once')
      disk.isBusy = true
      disk.commits.push({ atMs: Date.now(), changes })
      await new Promise(resolve => setTimeout(resolve, commitMs))
      disk.isBusy = false
      if (disk.fault) throw new FaultError(disk.fault)
      for (const [key, value] of changes.set ?? []) disk.records.set(key, value)
      for (const key of changes.delete ?? []) disk.records.delete(key)
      return ''
    },
  }
  return disk
}

function setUp(options: Partial<AutosaveOptions> = {}, commitMs?: number) {
  const disk = createDisk(commitMs)
  const chats = new Map<string, string>()
  const faults: Fault[] = []
  const events = new EventTarget()
  const autosave: Autosave = createAutosave({
    database: disk,
    keyFor: id => `conversation/${id}`,
    snapshot: id => chats.get(id),
    onFault: fault => faults.push(fault),
    events,
    ...options,
  })
  return { disk, chats, faults, events, autosave }
}

const full: Fault = { code: 'storage-full' }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})

afterEach(() => {
  vi.useRealTimers()
})

test('writes nothing before it is started, not even on flush, and then all that was marked', async () => {
  const { disk, chats, autosave } = setUp()
  chats.set('a', 'hello')
  autosave.markDirty('a')
  await autosave.flush()
  await vi.advanceTimersByTimeAsync(1000)
  expect(disk.commits).toEqual([])
  autosave.start()
  await vi.advanceTimersByTimeAsync(10)
  expect(disk.records.get('conversation/a')).toBe('hello')
  expect(autosave.state).toEqual({ dirty: 0 })
})

test('a stream of 100 tokens a second costs at most 4 commits a second, and the last token is saved', async () => {
  const { disk, chats, autosave } = setUp()
  autosave.start()
  for (let token = 1; token <= 300; token += 1) {
    chats.set('a', `token ${token}`)
    autosave.markDirty('a')
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(260)
  expect(disk.records.get('conversation/a')).toBe('token 300')
  expect(disk.commits.length).toBeLessThanOrEqual(14)
  for (const [index, { atMs }] of disk.commits.entries()) {
    expect(atMs - (disk.commits[index - 1]?.atMs ?? -1000)).toBeGreaterThanOrEqual(249)
  }
})

test('the first change is written at once, and all that is dirty goes in one transaction', async () => {
  const { disk, chats, autosave } = setUp()
  autosave.start()
  for (const id of ['a', 'b', 'c']) chats.set(id, id).size && autosave.markDirty(id)
  autosave.markDeleted('d')
  await vi.advanceTimersByTimeAsync(5)
  expect(disk.commits.map(({ changes }) => changes)).toEqual([
    {
      set: [
        ['conversation/a', 'a'],
        ['conversation/b', 'b'],
        ['conversation/c', 'c'],
      ],
      delete: ['conversation/d'],
    },
  ])
})

test('flush during a write waits for it and then writes what changed meanwhile', async () => {
  const { disk, chats, autosave } = setUp({}, 100)
  autosave.start()
  chats.set('a', 'first')
  autosave.markDirty('a')
  await vi.advanceTimersByTimeAsync(10)
  expect(autosave.state.dirty).toBe(1)
  chats.set('a', 'second')
  autosave.markDirty('a')
  const flushed = autosave.flush()
  await vi.advanceTimersByTimeAsync(250)
  await flushed
  expect(disk.records.get('conversation/a')).toBe('second')
  expect(disk.commits.length).toBe(2)
})

test.each(['pagehide', 'visibilitychange'])('flushes at once on %s', async type => {
  const { disk, chats, events, autosave } = setUp()
  autosave.start()
  chats.set('a', 'one')
  autosave.markDirty('a')
  await vi.advanceTimersByTimeAsync(5)
  chats.set('a', 'two')
  autosave.markDirty('a')
  events.dispatchEvent(new Event(type))
  await vi.advanceTimersByTimeAsync(1)
  expect(disk.records.get('conversation/a')).toBe('two')
})

test('a record that has come back since it was deleted is written, not removed', async () => {
  const { disk, chats, autosave } = setUp()
  autosave.markDeleted('a')
  chats.set('a', 'another tab has answered in it')
  autosave.start()
  await vi.advanceTimersByTimeAsync(5)
  expect(disk.records.get('conversation/a')).toBe('another tab has answered in it')
  expect(autosave.isDirty('a')).toBe(false)
})

test('after stop nothing is written, and start goes on', async () => {
  const { disk, chats, events, autosave } = setUp()
  autosave.start()
  autosave.stop()
  chats.set('a', 'one')
  autosave.markDirty('a')
  events.dispatchEvent(new Event('pagehide'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(disk.commits).toEqual([])
  expect(autosave.state.dirty).toBe(1)
  autosave.start()
  await vi.advanceTimersByTimeAsync(5)
  expect(disk.records.get('conversation/a')).toBe('one')
})

describe('when writing fails', () => {
  test('the record stays dirty, the fault is told once, and tries come 1, 2, 4 … 30 s apart', async () => {
    const { disk, chats, faults, autosave } = setUp()
    autosave.start()
    disk.fault = full
    chats.set('a', 'precious')
    autosave.markDirty('a')
    await vi.advanceTimersByTimeAsync(130_000)
    expect(faults).toEqual([full])
    expect(autosave.state).toEqual({ dirty: 1, failing: full })
    const gaps = disk.commits.slice(1).map(({ atMs }, index) => atMs - (disk.commits[index]?.atMs ?? 0))
    expect(gaps.map(gap => Math.round(gap / 1000))).toEqual([1, 2, 4, 8, 16, 30, 30, 30])
    disk.fault = undefined
    await vi.advanceTimersByTimeAsync(31_000)
    expect(disk.records.get('conversation/a')).toBe('precious')
    expect(autosave.state).toEqual({ dirty: 0 })
  })

  test('a person may retry at once, and a later fault is told again', async () => {
    const saved: string[] = []
    const { disk, chats, faults, autosave } = setUp({ onSaved: ids => saved.push(...ids) })
    autosave.start()
    disk.fault = full
    chats.set('a', 'precious')
    autosave.markDirty('a')
    await vi.advanceTimersByTimeAsync(20_000)
    disk.fault = undefined
    const retried = autosave.retry()
    await vi.advanceTimersByTimeAsync(5)
    await retried
    expect(saved).toEqual(['a'])
    disk.fault = full
    autosave.markDirty('a')
    await vi.advanceTimersByTimeAsync(300)
    expect(faults).toEqual([full, full])
  })

  test('flush resolves, and what changed during the failed try is written as it is now', async () => {
    const { disk, chats, autosave } = setUp({}, 100)
    autosave.start()
    disk.fault = full
    chats.set('a', 'old')
    autosave.markDirty('a')
    const flushed = autosave.flush()
    await vi.advanceTimersByTimeAsync(50)
    chats.delete('a')
    autosave.markDeleted('a')
    await vi.advanceTimersByTimeAsync(60)
    await flushed
    disk.fault = undefined
    await vi.advanceTimersByTimeAsync(2000)
    expect(disk.commits.at(-1)?.changes).toEqual({ set: [], delete: ['conversation/a'] })
  })
})

test('whatever happens, in the end the disk holds the last state', async () => {
  const id = fc.constantFrom('a', 'b', 'c')
  const step = fc.oneof(
    fc.record({ do: fc.constant('change' as const), id, text: fc.string() }),
    fc.record({ do: fc.constant('delete' as const), id }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 400 }) }),
    fc.record({ do: fc.constantFrom('break' as const, 'mend' as const, 'flush' as const) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async steps => {
      const { disk, chats, autosave } = setUp({}, 30)
      autosave.start()
      for (const each of steps) {
        if (each.do === 'change') {
          chats.set(each.id, each.text)
          autosave.markDirty(each.id)
        } else if (each.do === 'delete') {
          chats.delete(each.id)
          autosave.markDeleted(each.id)
        } else if (each.do === 'wait') {
          await vi.advanceTimersByTimeAsync(each.ms)
        } else if (each.do === 'flush') {
          void autosave.flush()
        } else {
          disk.fault = each.do === 'break' ? full : undefined
        }
      }
      disk.fault = undefined
      await vi.advanceTimersByTimeAsync(70_000)
      expect(disk.records).toEqual(new Map([...chats].map(([name, text]) => [`conversation/${name}`, text])))
      expect(autosave.state).toEqual({ dirty: 0 })
    }),
    { numRuns: 60 },
  )
})
