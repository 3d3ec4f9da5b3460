import { blockBytes, blockWeights, productModule } from './product-wasm.ts'
import type { DeviceSpeed } from './speed-record.ts'
import { engineThreads } from './threads.ts'

/** Blocks in a row of a layer of a model with 8B parameters. */
const blocks = 4096 / blockWeights
const rowBytes = blocks * blockBytes
/** All threads together go through so much: more than most processors' caches hold. */
const matrixBytes = 64 * 2 ** 20
/** Rows at a time: 160 KiB, which a core's second cache holds. */
const chunkRows = 64
const budgetMs = 50
/** Other programs only ever make it slower: the best of several counts. */
const repeats = 5

// Where things lie in the memory of a thread.
const [vectorAt, resultAt, weightsAt] = [0, 32_768, 65_536]

/** What a thread is told to go through: all of its matrix in turn, or always the same rows. */
type Origin = 'memory' | 'cache'

/** Makes the product ready in this thread; what it gives times it, and says how many bytes of weights a second. */
export async function prepareProduct(threads: number): Promise<(from: Origin) => number> {
  const { instance } = await WebAssembly.instantiate(productModule)
  // What a module exports has no types; this one is our own.
  const { memory, product } = instance.exports as unknown as {
    memory: WebAssembly.Memory
    product(weights: number, x: number, y: number, rows: number, blocks: number): void
  }
  const chunks = Math.ceil(matrixBytes / threads / (chunkRows * rowBytes))
  memory.grow(Math.ceil((chunks * chunkRows * rowBytes) / 65_536))
  // Zeros would do for the sums, but memory that was never written need not be there.
  new Uint8Array(memory.buffer).fill(0x3b)
  return from => {
    let done = 0
    let elapsed = 0
    const start = performance.now()
    while (elapsed < budgetMs) {
      const chunk = from === 'cache' ? 0 : done % chunks
      product(weightsAt + chunk * chunkRows * rowBytes, vectorAt, resultAt, chunkRows, blocks)
      done += 1
      elapsed = performance.now() - start
    }
    return (done * chunkRows * rowBytes * 1000) / elapsed
  }
}

/** Runs the product on as many threads at once as the engine takes. Undefined where there is no SIMD. */
export async function measureCpu(): Promise<DeviceSpeed['cpu']> {
  const threads = engineThreads()
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./speed-thread.worker.ts', import.meta.url), { type: 'module' }),
  )
  try {
    await askAll(workers, threads)
    const best = { memory: 0, cache: 0 }
    for (let count = 0; count < repeats; count++) {
      for (const origin of ['memory', 'cache'] as const) {
        best[origin] = Math.max(best[origin], await askAll(workers, origin))
      }
    }
    return {
      threads,
      bytesPerSecond: best.memory,
      weightsPerSecond: (best.cache / blockBytes) * blockWeights,
    }
  } catch {
    return undefined
  } finally {
    for (const worker of workers) worker.terminate()
  }
}

/** Asks all at the same time, and adds their answers up. */
async function askAll(workers: readonly Worker[], question: number | Origin): Promise<number> {
  const answers = workers.map(
    worker =>
      new Promise<number>((resolve, reject) => {
        worker.onerror = event => {
          event.preventDefault()
          reject(new Error(event.message))
        }
        worker.onmessage = ({ data }) => resolve(Number(data))
        worker.postMessage(question)
      }),
  )
  const sum = (await Promise.all(answers)).reduce((before, answer) => before + answer, 0)
  if (Number.isNaN(sum)) throw new Error('a thread could not do it')
  return sum
}
