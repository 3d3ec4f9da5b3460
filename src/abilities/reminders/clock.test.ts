import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FakeBrowserLocks } from '../../tabs/locks.fixture.ts'
import { lateMs, startClock } from './clock.ts'
import type { RemindersRecord } from './reminder.ts'
import { createReminders } from './reminders.ts'

let browser = new FakeBrowserLocks()
const ends: (() => void)[] = []

/** Tabs whose records are told to one another at once, as far as `isHeard`. */
function openTabs(count: number) {
  const rung: string[] = []
  let [ids, isHeard] = [0, true]
  const tabs = Array.from({ length: count }, (_, index) => {
    const name = `tab${index}`
    const reminders = createReminders({
      onChange() {
        if (!isHeard) return
        const record: RemindersRecord = reminders.store.getState()
        for (const tab of tabs) if (tab.reminders !== reminders) tab.hear(record)
      },
      now: Date.now,
      newId: () => `${++ids}`,
    })
    reminders.kept.takeIn([], 'full')
    const view = { isInView: index === count - 1, listeners: new Set<() => void>() }
    return {
      reminders,
      hear: (record: RemindersRecord) => reminders.kept.takeIn([['reminders', record]], 'full'),
      start() {
        const end = startClock({
          ...{ reminders, locks: browser.page(name), now: Date.now },
          ring(due, isLate) {
            for (const { text } of due) rung.push(`${name} ${isLate ? 'late ' : ''}${text}`)
          },
          isInView: () => view.isInView,
          onView(listener) {
            view.listeners.add(listener)
            return () => view.listeners.delete(listener)
          },
        })
        ends.push(end)
        return end
      },
      comeIntoView() {
        view.isInView = true
        for (const listener of view.listeners) listener()
      },
      crash: () => browser.crash(name),
    }
  })
  return {
    tabs: tabs as [(typeof tabs)[0], ...typeof tabs],
    rung,
    partTabs() {
      isHeard = false
    },
  }
}

const inMs = (ms: number, text = 'Tea') => ({ kind: 'timer', text, at: Date.now() + ms }) as const

beforeEach(() => {
  vi.useFakeTimers()
  browser = new FakeBrowserLocks()
})
afterEach(() => {
  for (const end of ends.splice(0)) end()
  vi.useRealTimers()
})

test('a reminder rings at its moment, once, in one tab of three', async () => {
  const { tabs, rung } = openTabs(3)
  for (const tab of tabs) tab.start()
  tabs[0].reminders.add(inMs(600_000))
  await vi.advanceTimersByTimeAsync(599_900)
  expect(rung).toEqual([])
  await vi.advanceTimersByTimeAsync(200)
  expect(rung).toEqual(['tab0 Tea'])
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(rung).toEqual(['tab0 Tea'])
  for (const { reminders } of tabs) expect(reminders.store.getState().reminders[0]?.rangAt).toBeDefined()
})

test('when the tab that was the clock is closed, the next one is', async () => {
  const { tabs, rung } = openTabs(2)
  for (const tab of tabs) tab.start()
  const [first, second] = tabs
  first.reminders.add(inMs(60_000))
  await vi.advanceTimersByTimeAsync(1000)
  ends.shift()?.()
  first.crash()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(rung).toEqual(['tab1 Tea'])
  expect(second?.reminders.store.getState().reminders).toHaveLength(1)
})

test('a tab in view rings by itself what a clock that hangs has not', async () => {
  const { tabs, rung } = openTabs(2)
  const [hanging, inView] = tabs
  hanging.start()
  inView?.start()
  await vi.advanceTimersByTimeAsync(10)
  hanging.reminders.add(inMs(10_000))
  // It holds its lock, and nothing of it runs any more.
  hanging.reminders.kept.takeIn([], 'read-only')
  await vi.advanceTimersByTimeAsync(25_000)
  expect(rung).toEqual([])
  await vi.advanceTimersByTimeAsync(40_000)
  expect(rung).toEqual(['tab1 Tea'])
})

test('what came due while nobody looked is late, and what has just come due is not', async () => {
  const { tabs, rung } = openTabs(1)
  const [tab] = tabs
  tab.reminders.add(inMs(-2 * lateMs, 'Long ago'))
  tab.reminders.add(inMs(-1000, 'Now'))
  tab.start()
  await vi.advanceTimersByTimeAsync(10)
  expect(rung).toEqual(['tab0 late Long ago', 'tab0 Now'])
})

test('a machine that slept looks at the time when the page is seen again', async () => {
  const { tabs, rung } = openTabs(1)
  const [tab] = tabs
  tab.start()
  await vi.advanceTimersByTimeAsync(10)
  tab.reminders.add(inMs(3_600_000))
  // Timers stand still while it sleeps; the time goes on.
  vi.setSystemTime(Date.now() + 7_200_000)
  expect(rung).toEqual([])
  tab.comeIntoView()
  expect(rung).toEqual(['tab0 late Tea'])
})

test('one that is put off rings again, and one that is cancelled does not', async () => {
  const { tabs, rung } = openTabs(1)
  const [tab] = tabs
  tab.start()
  const { id } = tab.reminders.add(inMs(1000))
  await vi.advanceTimersByTimeAsync(1500)
  tab.reminders.change(id, { at: Date.now() + 600_000 })
  const other = tab.reminders.add(inMs(2000, 'Other'))
  tab.reminders.remove(other.id)
  await vi.advanceTimersByTimeAsync(700_000)
  expect(rung).toEqual(['tab0 Tea', 'tab0 Tea'])
})

test('after its end nothing rings', async () => {
  const { tabs, rung } = openTabs(1)
  const end = tabs[0].start()
  tabs[0].reminders.add(inMs(1000))
  end()
  await vi.advanceTimersByTimeAsync(100_000)
  expect(rung).toEqual([])
})
