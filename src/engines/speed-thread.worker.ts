import { prepareProduct } from './speed-cpu.ts'

let product: Awaited<ReturnType<typeof prepareProduct>> | undefined

/** One of several threads that compute at once: first told how many they are, then what to go through. */
self.addEventListener('message', async ({ data }: MessageEvent<number | 'memory' | 'cache'>) => {
  if (typeof data !== 'number') return self.postMessage(product?.(data))
  product = await prepareProduct(data).catch(() => undefined)
  self.postMessage(product ? 0 : Number.NaN)
})
