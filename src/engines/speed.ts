import * as z from 'zod/mini'

/** How fast this device reads 4-bit weights through a matrix-vector product, in bytes a second. */
export interface DeviceSpeed {
  /** Undefined where there is no GPU, or it failed. */
  readonly gpu?: number | undefined
  /** One thread of plain JavaScript. */
  readonly cpu: number
}

const speedSchema = z.object({ gpu: z.optional(z.number()), cpu: z.number() })

/** Longer than that is an answer too: nothing is known. */
const limitMs = 6000

/**
 * Runs the measurement in a worker: under half a second on a real GPU. Undefined if it did not come to an end.
 */
export function measureSpeed(): Promise<DeviceSpeed | undefined> {
  return new Promise(resolve => {
    const worker = new Worker(new URL('./speed.worker.ts', import.meta.url), { type: 'module' })
    const finish = (speed: DeviceSpeed | undefined) => {
      clearTimeout(timer)
      worker.terminate()
      resolve(speed)
    }
    const timer = setTimeout(finish, limitMs, undefined)
    worker.addEventListener('error', event => {
      event.preventDefault()
      finish(undefined)
    })
    worker.addEventListener('message', ({ data }) => {
      const parsed = speedSchema.safeParse(data)
      finish(parsed.success ? parsed.data : undefined)
    })
  })
}

/**
 * Decoding reads every weight once a token, so bytes and bandwidth give its speed.
 * The two constants were calibrated with SmolLM2 135M. llama.cpp's WebAssembly with SIMD decoded 20 tokens a
 * second on two threads, 0.98 GB/s each, where the probe's loop read 0.15: hence `simdGain`. A token costs a GPU
 * about 240 dispatches of 30 µs (arXiv 2604.02344) whatever its size.
 */
export function predictRates(
  speed: DeviceSpeed,
  modelBytes: number,
  threads: number,
): { gpu?: number; cpu: number } {
  const cpu = (speed.cpu * simdGain * threads) / modelBytes
  if (speed.gpu === undefined) return { cpu }
  return { gpu: 1 / (modelBytes / speed.gpu + dispatchSeconds), cpu }
}

const simdGain = 6.5
const dispatchSeconds = 240 * 30e-6
