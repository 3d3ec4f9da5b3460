import { expect, test, vi } from 'vitest'
import { createEventStream, promised } from './event-stream.ts'

async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const event of events) all.push(event)
  return all
}

test('events are read in the order in which they were pushed, before the end and after it', async () => {
  const stream = createEventStream<number>()
  stream.push(1)
  const all = collect(stream)
  stream.push(2)
  await Promise.resolve()
  stream.push(3)
  stream.end()
  stream.push(4)
  expect(await all).toEqual([1, 2, 3])
})

test('what was pushed before a failure is read before it throws', async () => {
  const stream = createEventStream<number>()
  stream.push(1)
  stream.fail(new Error('gone'))
  const reader = stream[Symbol.asyncIterator]()
  expect(await reader.next()).toEqual({ value: 1, done: false })
  await expect(reader.next()).rejects.toThrow('gone')
})

test('a promised iterable gives all that it has, and is asked for when it is read', async () => {
  const source = vi.fn(async () => {
    const stream = createEventStream<string>()
    for (const word of ['one', 'two', 'three']) stream.push(word)
    stream.end()
    return stream
  })
  const events = promised(source)
  expect(source).not.toHaveBeenCalled()
  expect(await collect(events)).toEqual(['one', 'two', 'three'])
  expect(source).toHaveBeenCalledTimes(1)
})

test('several reads at once before it is there are answered in order', async () => {
  const stream = createEventStream<number>()
  for (const number of [1, 2, 3]) stream.push(number)
  stream.end()
  const reader = promised(async () => stream)[Symbol.asyncIterator]()
  const read = await Promise.all([reader.next(), reader.next(), reader.next(), reader.next()])
  expect(read.map(({ value }) => value)).toEqual([1, 2, 3, undefined])
})

test('a promised iterable that never comes throws why', async () => {
  const events = promised<number>(async () => {
    throw new Error('no code')
  })
  await expect(collect(events)).rejects.toThrow('no code')
})

test('leaving a promised iterable leaves what is behind it', async () => {
  let hasLeft = false
  async function* numbers() {
    try {
      for (let number = 0; ; number++) yield number
    } finally {
      hasLeft = true
    }
  }
  for await (const number of promised(async () => numbers())) if (number === 2) break
  expect(hasLeft).toBe(true)
  const source = vi.fn(async () => numbers())
  await promised(source)[Symbol.asyncIterator]().return?.()
  expect(source).not.toHaveBeenCalled()
})
