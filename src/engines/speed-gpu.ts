import type { DeviceSpeed } from './speed-record.ts'
import {
  blockWeights,
  columns,
  type Kernel,
  matrixKernels,
  rows,
  tokens,
  touchShader,
  vectorKernels,
} from './speed-shaders.ts'

const blocks = (rows * columns) / blockWeights
/** Matrices that are gone through in turn: together more than a GPU's cache holds. */
const matrices = 6
const budgetMs = 60
const repeats = 2
const mostAtOnce = 1024
/** About as many as a token takes. */
const dispatches = 256
const readBacks = 5

// GPUBufferUsage and GPUMapMode: the namespaces themselves are not in TypeScript's library.
const usage = { mapRead: 0x1, copySource: 0x4, copyTarget: 0x8, uniform: 0x40, storage: 0x80 }
const mapRead = 1

/** Measures what WebLLM does, after runs that compile and warm up. Undefined where there is no GPU, or it failed. */
export async function measureGpu(): Promise<DeviceSpeed['gpu']> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' })
    const device = await adapter?.requestDevice()
    if (!device) return undefined
    try {
      const inputs = makeInputs(device)
      // A model's kernels are compiled for its kind of GPU, so the better way counts.
      const vector = await best(device, vectorKernels, inputs)
      const wide = { ...vector.kernel, code: vector.kernel.wide }
      const wideTimes = await timesPerSecond(device, wide, inputs, 0)
      const matrix = await best(device, matrixKernels, inputs)
      return {
        ...bytesAndWeights(1 / vector.times, 1 / wideTimes),
        flopsPerSecond: 2 * rows * columns * tokens * matrix.times,
        ...(await measureCosts(device)),
      }
    } finally {
      device.destroy()
    }
  } catch {
    return undefined
  }
}

async function best<K extends Kernel>(device: GPUDevice, kernels: readonly K[], inputs: GPUBuffer[][]) {
  let found: { readonly kernel: K; readonly times: number } | undefined
  for (const kernel of kernels) {
    const times = await timesPerSecond(device, kernel, inputs, found?.times ?? 0)
    if (!found || times > found.times) found = { kernel, times }
  }
  if (!found) throw new RangeError('no kernels')
  return found
}

/** Faster than anything: where one of the two costs nothing that could be measured. */
const boundless = 1e15

/**
 * What of a product's time is reading and what is arithmetic, from the seconds that two products take: `narrow` reads
 * 20 bytes for each 32 weights, `wide` 18 for 16, each as often. A GPU that waits for its memory takes as long for both,
 * one that is busy computing half as long for the second.
 */
export function bytesAndWeights(
  narrow: number,
  wide: number,
): { readonly bytesPerSecond: number; readonly weightsPerSecond: number } {
  // narrow = 20 r + 32 w and wide = 18 r + 16 w for r seconds a byte and w seconds a weight, of all blocks.
  const r = Math.min(narrow / 20, Math.max(0, (2 * wide - narrow) / 16))
  const w = Math.max(0, (narrow - 20 * r) / 32)
  return {
    bytesPerSecond: Math.min(boundless, blocks / r),
    weightsPerSecond: Math.min(boundless, blocks / w),
  }
}

/** Several sets of weights, scales, vectors, results. */
function makeInputs(device: GPUDevice): GPUBuffer[][] {
  const storage = (size: number) => device.createBuffer({ size, usage: usage.storage })
  const [x, y] = [storage(tokens * columns * 4), storage(tokens * rows * 4)]
  return Array.from({ length: matrices }, () => [storage(blocks * 16), storage(blocks * 4), x, y])
}

/** How many products a second: ever more at once, until the way to the GPU and back no longer counts. */
async function timesPerSecond(
  device: GPUDevice,
  kernel: Kernel,
  inputs: GPUBuffer[][],
  toBeat: number,
): Promise<number> {
  const pipeline = await makePipeline(device, kernel.code)
  const bindings = inputs.map(buffers => bind(device, pipeline, buffers))
  const run = async (times: number, groups: number) => {
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    for (let count = 0; count < times; count++) {
      pass.setBindGroup(0, bindings[count % matrices] ?? null)
      pass.dispatchWorkgroups(groups)
    }
    pass.end()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
  }
  await run(1, 1)
  let times = 1
  let elapsed = await clocked(() => run(times, kernel.groups))
  while (elapsed < budgetMs && times < mostAtOnce) {
    times *= 4
    elapsed = await clocked(() => run(times, kernel.groups))
  }
  // Other programs only ever make it slower: the best of several counts, unless this way is out of the race.
  for (let again = 0; again < repeats && (times * 1000) / elapsed > toBeat / 2; again++) {
    elapsed = Math.min(elapsed, await clocked(() => run(times, kernel.groups)))
  }
  return (times * 1000) / elapsed
}

async function clocked(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Small work as WebLLM hands it over: each dispatch in a pass and with bindings and numbers of its own. */
async function measureCosts(device: GPUDevice): Promise<{ dispatchMs: number; readBackMs: number }> {
  const bytes = 4096
  const y = device.createBuffer({ size: bytes, usage: usage.storage | usage.copySource })
  const step = device.createBuffer({ size: 16, usage: usage.uniform | usage.copyTarget })
  const result = device.createBuffer({ size: bytes, usage: usage.mapRead | usage.copyTarget })
  const pipeline = await makePipeline(device, touchShader)
  const readBack = async (times: number) => {
    const encoder = device.createCommandEncoder()
    for (let count = 0; count < times; count++) {
      device.queue.writeBuffer(step, 0, new Float32Array([count, 0, 0, 0]))
      const pass = encoder.beginComputePass()
      pass.setPipeline(pipeline)
      pass.setBindGroup(0, bind(device, pipeline, [y, step]))
      pass.dispatchWorkgroups(bytes / 4 / 64)
      pass.end()
    }
    encoder.copyBufferToBuffer(y, 0, result, 0, bytes)
    device.queue.submit([encoder.finish()])
    await result.mapAsync(mapRead)
    result.unmap()
  }
  await readBack(dispatches)
  const best = { one: Number.POSITIVE_INFINITY, many: Number.POSITIVE_INFINITY }
  for (let round = 0; round < readBacks; round++) {
    best.one = Math.min(best.one, await clocked(() => readBack(1)))
    best.many = Math.min(best.many, await clocked(() => readBack(dispatches)))
  }
  return { dispatchMs: Math.max(0, best.many - best.one) / (dispatches - 1), readBackMs: best.one }
}

function makePipeline(device: GPUDevice, code: string): Promise<GPUComputePipeline> {
  const module = device.createShaderModule({ code })
  return device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint: 'run' } })
}

function bind(device: GPUDevice, pipeline: GPUComputePipeline, buffers: readonly GPUBuffer[]): GPUBindGroup {
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }))
  return device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
}
