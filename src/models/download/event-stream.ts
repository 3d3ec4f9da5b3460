/**
 * What `work` tells, as it tells it, and at the end what it threw. Leaving the loop aborts the work and waits for it;
 * `signal` aborts it with its own reason.
 */
export async function* eventsOf<Event>(
  signal: AbortSignal,
  work: (tell: (event: Event) => void, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<Event, void, undefined> {
  signal.throwIfAborted()
  const stop = new AbortController()
  const abort = (): void => stop.abort(signal.reason)
  signal.addEventListener('abort', abort)
  const events: Event[] = []
  let wake = (): void => {}
  let isOver = false
  const tell = (event: Event): void => {
    events.push(event)
    wake()
  }
  const settled = work(tell, stop.signal).finally(() => {
    isOver = true
    wake()
  })
  // Told where it is awaited below; nobody may be there yet when it fails.
  settled.catch(() => {})
  try {
    for (;;) {
      for (let event = events.shift(); event !== undefined; event = events.shift()) yield event
      if (isOver) return await settled
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
  } finally {
    signal.removeEventListener('abort', abort)
    stop.abort(new DOMException('left', 'AbortError'))
    await settled.catch(() => {})
  }
}
