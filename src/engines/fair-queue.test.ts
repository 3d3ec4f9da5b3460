import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFairQueue } from './fair-queue.ts'

const never = () => new AbortController().signal
const tick = () => new Promise(resolve => setTimeout(resolve, 0))

/** Calls that note when they begin, and end when they are told to. */
function queueOf(...callers: readonly string[]) {
  const queue = createFairQueue()
  const began: string[] = []
  const ends: (() => void)[] = []
  const ahead = callers.map(() => 0)
  callers.forEach((caller, at) => {
    const note = (places: number) => {
      ahead[at] = places
    }
    void queue.enter(caller, never(), note).then(leave => {
      began.push(`${caller}${at}`)
      ahead[at] = 0
      if (leave) ends.push(leave)
    })
  })
  const endOne = async () => {
    ends.shift()?.()
    await tick()
  }
  return { queue, began, ahead, endOne }
}

test('calls of one caller go in the order they came, one at a time', async () => {
  const { began, endOne } = queueOf('a', 'a', 'a')
  await tick()
  expect(began).toEqual(['a0'])
  await endOne()
  await endOne()
  expect(began).toEqual(['a0', 'a1', 'a2'])
})

test('a caller with many calls lets others in between', async () => {
  const { began, endOne } = queueOf('a', 'a', 'a', 'b', 'b', 'c')
  await tick()
  for (let turn = 0; turn < 6; turn++) await endOne()
  expect(began).toEqual(['a0', 'b3', 'c5', 'a1', 'b4', 'a2'])
})

test('everyone is told how many go before it, as that changes', async () => {
  const { ahead, endOne } = queueOf('a', 'a', 'b')
  await tick()
  expect(ahead).toEqual([0, 2, 1])
  await endOne()
  expect(ahead).toEqual([0, 1, 0])
  await endOne()
  expect(ahead).toEqual([0, 0, 0])
})

test('who gives up waiting is out, and holds nobody up', async () => {
  const { queue, ahead, began, endOne } = queueOf('a', 'b')
  const givesUp = new AbortController()
  const gone = queue.enter('c', givesUp.signal, () => {})
  const last = queue.enter('d', never(), () => {})
  givesUp.abort()
  expect(await gone).toBeUndefined()
  await tick()
  expect(ahead).toEqual([0, 1])
  await endOne()
  await endOne()
  expect(began).toEqual(['a0', 'b1'])
  expect(await last).toBeTypeOf('function')
})

test('leaving twice gives up one turn', async () => {
  const queue = createFairQueue()
  const leave = await queue.enter('a', never(), () => {})
  const second = queue.enter('a', never(), () => {})
  let hasThird = false
  leave?.()
  leave?.()
  const leaveSecond = await second
  void queue
    .enter('b', never(), () => {})
    .then(() => {
      hasThird = true
    })
  await tick()
  expect(hasThird).toBe(false)
  leaveSecond?.()
  await tick()
  expect(hasThird).toBe(true)
})

test('every call gets its turn, and between two of one caller every other waiting one has had one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 14 }),
      async callers => {
        const { began, endOne } = queueOf(...callers)
        await tick()
        for (const _ of callers) await endOne()
        expect(new Set(began).size).toBe(callers.length)
        const order = began.map(name => name.slice(0, 1))
        for (const [at, caller] of order.entries()) {
          const again = order.indexOf(caller, at + 1)
          if (again === -1) continue
          const between = new Set(order.slice(at + 1, again))
          for (const other of new Set(order.slice(again)))
            if (other !== caller) expect(between).toContain(other)
        }
      },
    ),
    { numRuns: 60 },
  )
})
