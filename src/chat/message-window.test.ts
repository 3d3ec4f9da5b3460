import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  endWindow,
  extended,
  firstCount,
  type MessageWindow,
  mostCount,
  stepCount,
  windowAround,
  within,
} from './message-window.ts'

const sizes = fc.integer({ min: 0, max: 6000 })

describe('the window over a chat', () => {
  it('begins with its last messages and stays at the end while it grows', () => {
    const window = endWindow(5000)
    expect(within(window, 5000)).toEqual({ start: 5000 - firstCount, end: 5000 })
    expect(within(window, 5002).end).toBe(5002)
  })

  it('lies around a message that is to be shown', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (count, at) => {
        fc.pre(count > 0)
        const { start, end } = within(windowAround(at % count, count), count)
        expect(start).toBeLessThanOrEqual(at % count)
        expect(end).toBeGreaterThan(at % count)
        expect(end - start).toBe(Math.min(count, firstCount))
      }),
    )
  })

  it('moves without growing where the other side is out of view, and is never outside of the chat', () => {
    const steps = fc.array(fc.constantFrom('earlier' as const, 'later' as const), { maxLength: 60 })
    fc.assert(
      fc.property(sizes, steps, (count, plan) => {
        let window: MessageWindow = endWindow(count)
        for (const step of plan) {
          window = extended(window, step, count, mostCount)
          const { start, end } = within(window, count)
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(count)
          expect(end - start).toBeLessThanOrEqual(mostCount)
          expect(end - start).toBeGreaterThanOrEqual(Math.min(count, firstCount))
        }
      }),
    )
  })

  it('takes nothing away that is in view or in use', () => {
    let window = endWindow(5000)
    for (let step = 0; step < 10; step += 1) window = extended(window, 'earlier', 5000, 0)
    expect(within(window, 5000)).toEqual({ start: 5000 - firstCount - 10 * stepCount, end: 5000 })
  })

  it('is inside of a shorter branch that comes into view', () => {
    fc.assert(
      fc.property(sizes, sizes, fc.nat(), (count, other, at) => {
        fc.pre(count > 0)
        const { start, end } = within(windowAround(at % count, count), other)
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(other)
        expect(end - start).toBeGreaterThanOrEqual(Math.min(other, firstCount))
      }),
    )
  })
})
