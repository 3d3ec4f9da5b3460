/** So long a slice of work holds up the page, in milliseconds. */
const sliceMs = 12

/**
 * Runs a generator of small steps to its end, in slices between which the page can breathe. An abort throws the
 * signal's reason.
 */
export async function inSlices<T>(steps: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    signal?.throwIfAborted()
    const until = performance.now() + sliceMs
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < until)
    await nextTask()
  }
}

/** Runs the same steps at once: for tests, for workers, and for what is known to be short. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** A message comes after what waits already; a timer would wait 4 ms more each time. */
function nextTask(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
