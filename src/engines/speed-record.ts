import * as z from 'zod/mini'
import { engineThreads } from './threads.ts'

const positive = z.number().check(z.positive())

/**
 * How fast this device computes with 4-bit weights, measured by `measureSpeed` of speed.ts. All rates are a second's. A record
 * of an earlier shape does not parse, and is measured anew.
 */
export const deviceSpeedSchema = z.object({
  /** Of the shape; another number is another probe. */
  version: z.literal(2),
  /** llama.cpp's kind of product, on as many threads at once as the engine takes. Absent where there is no SIMD. */
  cpu: z.optional(
    z.object({
      threads: positive,
      /** Bytes of weights, from a matrix larger than the caches. */
      bytesPerSecond: positive,
      /** Weights, from a matrix that stays in the cache: what the cores can do when memory does not hold them up. */
      weightsPerSecond: positive,
    }),
  ),
  /** WebLLM's kind of work. Absent where there is no GPU, or it failed. */
  gpu: z.optional(
    z.object({
      /** Bytes of weights, in a matrix-vector product, as far as reading them takes time; 1e15 where it takes none. */
      bytesPerSecond: positive,
      /** Weights, in the same product, as far as computing with them takes time; 1e15 where it takes none. */
      weightsPerSecond: positive,
      /** Floating-point operations of a matrix-matrix product. */
      flopsPerSecond: positive,
      /** One dispatch that has next to nothing to do, with its bindings, in a pass of its own. */
      dispatchMs: z.number().check(z.nonnegative()),
      /** A result read back by the page's side. */
      readBackMs: z.number().check(z.nonnegative()),
    }),
  ),
})

export type DeviceSpeed = z.infer<typeof deviceSpeedSchema>

/** Whether it was measured as the engines run now: a page that has become cross-origin isolated has more threads. */
export function isSpeedOf(speed: DeviceSpeed, device: { threads: boolean; cores: number }): boolean {
  return speed.cpu === undefined || speed.cpu.threads === engineThreads(device)
}
