/** Events that are pushed on one side and iterated on the other, in order and without loss. For one reader. */
export interface EventStream<T> extends AsyncIterable<T> {
  push(event: T): void
  /** After the events pushed so far, iteration is done. Later pushes are ignored. */
  end(): void
  /** After the events pushed so far, iteration throws. Later pushes are ignored. */
  fail(error: unknown): void
}

/** Makes an EventStream. A push costs no promise unless the reader is waiting at that moment. */
export function createEventStream<T>(): EventStream<T> {
  const waiting: T[] = []
  let closed: { readonly error?: { readonly value: unknown } } | undefined
  let wake: (() => void) | undefined

  const close = (how: { readonly error?: { readonly value: unknown } }) => {
    closed ??= how
    wake?.()
  }
  return {
    push(event) {
      if (closed) return
      waiting.push(event)
      wake?.()
    },
    end: () => close({}),
    fail: error => close({ error: { value: error } }),
    async *[Symbol.asyncIterator]() {
      for (;;) {
        // Taken whole: shift() on a long array costs more than the token it hands over.
        for (const event of waiting.splice(0)) yield event
        if (waiting.length > 0) continue
        if (closed?.error) throw closed.error.value
        if (closed) return
        await new Promise<void>(resolve => {
          wake = resolve
        })
        wake = undefined
      }
    },
  }
}

/**
 * The events of an iterable that has to be waited for. Once it is there they come from it and from nothing between:
 * a generator that hands them on costs each of them several turns of the microtasks.
 */
export function promised<T>(source: () => Promise<AsyncIterable<T>>): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      let here: AsyncIterator<T> | undefined
      let opened: Promise<AsyncIterator<T>> | undefined
      const open = async () => {
        here = (await source())[Symbol.asyncIterator]()
        return here
      }
      return {
        next() {
          if (here) return here.next()
          opened ??= open()
          return opened.then(events => events.next())
        },
        async return() {
          await (await opened?.catch(() => undefined))?.return?.()
          return { done: true, value: undefined }
        },
      }
    },
  }
}

/**
 * What `work` tells, as it tells it, and at the end what it threw. Leaving the loop aborts the work and waits until it
 * has stopped; `signal` aborts it with its own reason, which is thrown at once where it is aborted already.
 */
export async function* eventsOf<T>(
  signal: AbortSignal,
  work: (tell: (event: T) => void, signal: AbortSignal) => Promise<unknown>,
): AsyncGenerator<T, void, undefined> {
  signal.throwIfAborted()
  const stop = new AbortController()
  const abort = () => stop.abort(signal.reason)
  signal.addEventListener('abort', abort)
  const events = createEventStream<T>()
  const ended = work(events.push, stop.signal).then(events.end, events.fail)
  try {
    yield* events
  } finally {
    signal.removeEventListener('abort', abort)
    stop.abort(new DOMException('left', 'AbortError'))
    await ended
  }
}
