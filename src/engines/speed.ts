import { type DeviceSpeed, deviceSpeedSchema } from './speed-record.ts'

/** Longer than that is an answer too: nothing is known. */
const limitMs = 20_000

/**
 * Runs the measurement in a worker: about a second on a real machine. Undefined if it did not come to an end in 20 s.
 * Throws the signal's reason when aborted; nothing goes on then.
 */
export function measureSpeed(signal?: AbortSignal): Promise<DeviceSpeed | undefined> {
  signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./speed.worker.ts', import.meta.url), { type: 'module' })
    const finish = (speed: DeviceSpeed | undefined) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      worker.terminate()
      resolve(speed)
    }
    const abort = () => {
      reject(signal?.reason)
      finish(undefined)
    }
    const timer = setTimeout(finish, limitMs, undefined)
    signal?.addEventListener('abort', abort)
    worker.addEventListener('error', event => {
      event.preventDefault()
      finish(undefined)
    })
    worker.addEventListener('message', ({ data }) => {
      const parsed = deviceSpeedSchema.safeParse(data)
      finish(parsed.success ? parsed.data : undefined)
    })
  })
}
