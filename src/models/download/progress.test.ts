import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DownloadEvent } from './events.ts'
import { createProgress } from './progress.ts'
import type { WantedFile } from './wanted-file.ts'

const file: WantedFile = {
  name: 'f',
  url: 'https://h.example/f',
  bytes: 10_000,
  digests: [],
  trust: 'host',
  isOnHub: true,
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function open() {
  const told: Extract<DownloadEvent, { type: 'download-progress' }>[] = []
  const progress = createProgress(new Map([['f', file]]), event => {
    if (event.type === 'download-progress') told.push(event)
  })
  progress.note('f', 0)
  progress.tellNow()
  return { progress, told }
}

/** A thousand bytes a second, ten times a second. */
function stream(progress: ReturnType<typeof open>['progress'], seconds: number): void {
  for (let tenth = 1; tenth <= seconds * 10; tenth++) {
    vi.advanceTimersByTime(100)
    progress.note('f', tenth * 100)
  }
}

test('bytes that come are told ten times a second at most, with their speed', () => {
  const { progress, told } = open()
  stream(progress, 2)
  expect(told.length).toBeLessThanOrEqual(21)
  expect(told.at(-1)).toMatchObject({ bytes: 2000, ofBytes: 10_000 })
  expect(told.at(-1)?.bytesPerSecond).toBeGreaterThan(900)
  progress.stop()
})

test('where nothing comes any more, the speed that is told falls to nothing', () => {
  const { progress, told } = open()
  stream(progress, 2)
  const before = told.length
  vi.advanceTimersByTime(5000)
  expect(told.length).toBeGreaterThan(before + 3)
  expect(told.at(-1)).toMatchObject({ bytes: 2000, bytesPerSecond: 0 })
  progress.stop()
})

test('who tells something else has the last word: a download that waits does not say that it goes on', () => {
  const { progress, told } = open()
  stream(progress, 1)
  progress.tellNow()
  const before = told.length
  vi.advanceTimersByTime(10_000)
  expect(told).toHaveLength(before)
})

test('after the end nothing is told', () => {
  const { progress, told } = open()
  stream(progress, 1)
  progress.stop()
  const before = told.length
  vi.advanceTimersByTime(10_000)
  expect(told).toHaveLength(before)
})
