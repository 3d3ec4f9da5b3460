/** The matrix: `columns` columns of `words` words of eight 4-bit weights, word [k, n], 16 MiB. */
const columns = 4096
const words = 1024
const matrixBytes = columns * words * 4
const budgetMs = 100
/** GPUBufferUsage.STORAGE: the namespace itself is not in TypeScript's library. */
const storageUsage = 0x80

/** One thread of JavaScript over the same kind of weights, for about a tenth of a second. Bytes a second. */
export function measureCpu(): number {
  const weights = new Uint32Array(2 ** 20).map((_, at) => Math.imul(at, 2654435761))
  const x = new Float32Array(8).fill(0.5)
  let sum = 0
  let bytes = 0
  const start = performance.now()
  let elapsed = 0
  while (elapsed < budgetMs) {
    for (const word of weights) {
      for (let i = 0; i < 8; i++) sum += ((word >>> (4 * i)) & 15) * (x[i] ?? 0)
    }
    bytes += weights.byteLength
    elapsed = performance.now() - start
  }
  // The sum is used, so that the loop cannot be left out.
  return Number.isNaN(sum) ? 0 : (bytes / elapsed) * 1000
}

const shader = /* wgsl */ `
@group(0) @binding(0) var<storage, read> weights: array<u32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64) fn product(@builtin(global_invocation_id) id: vec3u) {
  var sum = 0.0;
  for (var k = 0u; k < ${words}u; k++) {
    let word = weights[k * ${columns}u + id.x];
    for (var i = 0u; i < 8u; i++) { sum += f32((word >> (4u * i)) & 15u) * x[k * 8u + i]; }
  }
  y[id.x] = sum;
}`

/** The same product on the GPU, after one run that compiles and warms up. Bytes a second, or undefined. */
export async function measureGpu(): Promise<number | undefined> {
  try {
    const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' })
    const device = await adapter?.requestDevice()
    if (!device) return undefined
    try {
      return await timeProduct(device)
    } finally {
      device.destroy()
    }
  } catch {
    return undefined
  }
}

async function timeProduct(device: GPUDevice): Promise<number> {
  const buffer = (size: number) => device.createBuffer({ size, usage: storageUsage })
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: shader }), entryPoint: 'product' },
  })
  const buffers = [buffer(matrixBytes), buffer(words * 8 * 4), buffer(columns * 4)]
  const bindings = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((made, binding) => ({ binding, resource: { buffer: made } })),
  })
  const run = async (times: number) => {
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, bindings)
    for (let count = 0; count < times; count++) pass.dispatchWorkgroups(columns / 64)
    pass.end()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
  }
  await run(1)
  // Ever more at once, until the way to the GPU and back no longer counts.
  for (let times = 1; ; times *= 4) {
    const start = performance.now()
    await run(times)
    const elapsed = performance.now() - start
    if (elapsed >= budgetMs || times >= 1024) return ((matrixBytes * times) / elapsed) * 1000
  }
}
