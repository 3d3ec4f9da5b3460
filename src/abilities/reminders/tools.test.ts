import { beforeEach, expect, test } from 'vitest'
import type { CallPlace, Tool } from '../tool.ts'
import { createReminders } from './reminders.ts'
import type { RemindersDesk } from './room.ts'
import { reminderTools } from './tools.ts'

const now = Date.parse('2026-11-30T10:00Z')
let asked = 0
let ids = 0

function open() {
  const reminders = createReminders({ onChange() {}, now: () => now + ids, newId: () => `id-${++ids}` })
  reminders.kept.takeIn([], 'full')
  const desk: RemindersDesk = {
    reminders,
    async askOnce() {
      asked += 1
    },
    ask: async () => {},
    isOnlyInPage: () => true,
    now: () => now,
  }
  const tools = new Map(reminderTools(desk).map(tool => [tool.name, tool]))
  const call = (name: string, args: Record<string, unknown>, language: CallPlace['language'] = 'en') => {
    const place = { signal: new AbortController().signal, language, now, timeZone: 'Asia/Shanghai' }
    return (tools.get(name) as Tool).run(args, place)
  }
  const undo = (name: string, token: unknown) => tools.get(name)?.undo?.(token)
  return { reminders, call, undo, all: () => reminders.store.getState().reminders, tools }
}

beforeEach(() => {
  asked = 0
  ids = 0
})

test('a timer rings after its length, says what cannot be promised, and is undone', async () => {
  const { call, all, undo } = open()
  const set = await call('set_timer', { duration: 'PT10M', label: 'pasta' })
  expect(all()).toEqual([
    { id: 'id-1', kind: 'timer', text: 'pasta', at: now + 600_000, createdAt: now + 1, durationMs: 600_000 },
  ])
  expect(set.said).toBe(
    'Timer set for 10 minutes (pasta): it rings today at 18:10. Keep Hermit open until then: a closed tab cannot ring.',
  )
  expect(asked).toBe(1)
  await undo('set_timer', set.undo)
  await undo('set_timer', set.undo)
  expect(all()).toEqual([])
  expect((await call('set_timer', { duration: 'PT90S' }, 'zh-CN')).said).toContain('1分钟30秒')
})

test('a timer of no length, or of months, is refused', async () => {
  const { call, all } = open()
  for (const duration of ['PT0S', 'P2M', '-PT5M', 'P400D', 'ten']) {
    await expect(call('set_timer', { duration })).rejects.toMatchObject({
      fault: { code: 'time-unreadable' },
    })
  }
  expect(all()).toEqual([])
})

test('a reminder is a moment of the person’s own zone, with a way into the calendar', async () => {
  const { call, all, undo } = open()
  const set = await call('set_reminder', { text: 'call *Ana*', at: '2026-12-01T09:00' })
  expect(all()).toMatchObject([{ kind: 'reminder', text: 'call *Ana*', at: Date.parse('2026-12-01T01:00Z') }])
  expect(set.said).toBe(
    'I will remind you tomorrow at 09:00: call \\*Ana\\*. A closed tab cannot ring: keep Hermit open, or [add it to your calendar](hermit:reminders/id-1).',
  )
  expect(set.value).toEqual({ id: 'id-1', kind: 'reminder', text: 'call *Ana*', at: '2026-12-01T09:00' })
  const inChinese = await call('set_reminder', { text: '开会', at: '2026-11-30T18:30' }, 'zh-CN')
  expect(inChinese.said).toBe('今天 18:30 提醒你：开会。在那之前请不要关闭 Hermit：标签页关闭后无法响铃。')
  await undo('set_reminder', set.undo)
  expect(all()).toMatchObject([{ text: '开会' }])
})

test('what has passed and what is no time are told apart', async () => {
  const { call } = open()
  const at = (local: string) => call('set_reminder', { text: 'x', at: local })
  await expect(at('2026-11-30T17:00')).rejects.toMatchObject({ fault: { code: 'reminder-past' } })
  await expect(at('2026-02-31T17:00')).rejects.toMatchObject({ fault: { code: 'time-unreadable' } })
  // The minute that has begun is now.
  await expect(at('2026-11-30T18:00')).resolves.toBeDefined()
})

test('all are listed with what is left, and none is said to be none', async () => {
  const { call, reminders } = open()
  expect((await call('list_reminders', {})).said).toBe('No reminder is set.')
  reminders.add({ kind: 'timer', text: '', at: now + 90_000, durationMs: 90_000 })
  reminders.add({ kind: 'reminder', text: 'dentist', at: now - 60_000 })
  const listed = await call('list_reminders', {})
  expect(listed.said).toBe(
    '- today at 17:59 (due): dentist\n- today at 18:01 (in 1 minute 30 seconds): timer',
  )
  expect(listed.isForeign).toBe(true)
})

test('the one that is meant is cancelled: by its words, its kind, its time, or as the last one', async () => {
  const { call, reminders, all, undo } = open()
  const fill = () => {
    reminders.takeRestored({ reminders: [] })
    reminders.add({ kind: 'reminder', text: 'call the dentist', at: now + 3_600_000 })
    reminders.add({ kind: 'reminder', text: '给安娜打电话', at: now + 7_200_000 })
    reminders.add({ kind: 'timer', text: 'pasta', at: now + 600_000 })
    return all().map(({ text }) => text)
  }
  for (const [words, gone] of [
    ['the dentist', 'call the dentist'],
    ['安娜', '给安娜打电话'],
    ['my timer', 'pasta'],
    ['7 pm', 'call the dentist'],
    ['20:00', '给安娜打电话'],
    ['计时器', 'pasta'],
    [undefined, 'pasta'],
  ] as const) {
    const before = fill()
    const cancelled = await call('cancel_reminder', words === undefined ? {} : { text: words })
    expect(
      all().map(({ text }) => text),
      words ?? 'the last',
    ).toEqual(before.filter(text => text !== gone))
    await undo('cancel_reminder', cancelled.undo)
    expect(all().map(({ text }) => text)).toEqual(before)
  }
})

test('where several are meant, or none, nothing is cancelled', async () => {
  const { call, reminders, all } = open()
  reminders.add({ kind: 'reminder', text: 'call Ana', at: now + 1000 })
  reminders.add({ kind: 'reminder', text: 'call Ben', at: now + 2000 })
  const several = await call('cancel_reminder', { text: 'call' })
  expect(several.undo).toBeUndefined()
  expect(several.said).toContain('Several fit')
  const none = await call('cancel_reminder', { text: 'the rent' })
  expect(none.value).toEqual({ cancelled: null })
  expect(all()).toHaveLength(2)
})
