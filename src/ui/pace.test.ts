import { expect, test } from 'vitest'
import { createPace, drawWith, type PaceClock, pageClock } from './pace.ts'

/** A clock whose frames come every 16 ms and whose drawing takes as long as is said. */
function clockOf(drawMs: number) {
  let time = 1000
  const due: { at: number; run: () => void }[] = []
  const clock: PaceClock = {
    now: () => time,
    beforePaint: run => void due.push({ at: (Math.floor(time / 16) + 1) * 16, run }),
    afterPaint: run => void due.push({ at: time + drawMs, run }),
    after: (delayMs, run) => void due.push({ at: time + delayMs, run }),
  }
  return {
    clock,
    now: () => time,
    runUntil(end: number) {
      for (;;) {
        due.sort((a, b) => a.at - b.at)
        const next = due[0]
        if (!next || next.at > end) break
        due.shift()
        time = Math.max(time, next.at)
        next.run()
      }
      time = end
    },
  }
}

/** When text is drawn that grows all the time for a second. */
function drawnIn(drawMs: number): number[] {
  const { clock, now, runUntil } = clockOf(drawMs)
  const pace = createPace(clock)
  const times: number[] = []
  const draw = () => {
    times.push(now())
    pace(draw)
  }
  pace(draw)
  runUntil(2000)
  return times
}

test('text that costs little to draw is drawn with nearly every frame', () => {
  expect(drawnIn(1).length).toBeGreaterThan(40)
})

test('drawing keeps to its share of the time', () => {
  for (const drawMs of [2, 4, 6]) {
    const gaps = drawnIn(drawMs).map(
      (time, index, all) => time - (all[index - 1] ?? Number.NEGATIVE_INFINITY),
    )
    for (const gap of gaps.slice(2)) expect(drawMs / gap).toBeLessThan(1 / 14)
  }
})

test('however much it costs, it goes on ten times a second', () => {
  expect(drawnIn(60).length).toBeGreaterThanOrEqual(6)
})

test('the first piece after a rest waits for the next frame only', () => {
  const { clock, now, runUntil } = clockOf(50)
  const pace = createPace(clock)
  pace(() => {})
  runUntil(1100)
  runUntil(1500)
  let drawnAt = 0
  pace(() => {
    drawnAt = now()
  })
  runUntil(1600)
  expect(drawnAt - 1500).toBeLessThanOrEqual(16)
})

test('another window may set the pace: the page, which may be hidden, is asked for no frame then', () => {
  let frame: (() => void) | undefined
  let drawn = 0
  drawWith({
    requestAnimationFrame(run) {
      frame = () => run(0)
      return 1
    },
    cancelAnimationFrame() {},
  })
  pageClock.beforePaint(() => drawn++)
  drawWith(undefined)
  expect(drawn).toBe(0)
  frame?.()
  expect(drawn).toBe(1)
})
