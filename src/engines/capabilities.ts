import { type Connection, probeConnection } from './network.ts'
import { getBattery } from './power.ts'

/** A GPU as WebGPU offers it. */
export interface GpuAdapter {
  /** As the browser names it, e.g. "apple m2"; empty where it does not tell. */
  readonly name: string
  /** Drawn by the processor (SwiftShader, llvmpipe, WARP): slower than the engine that is made for it. */
  readonly isSoftware: boolean
  /** Shaders can compute with 16-bit floats. */
  readonly f16: boolean
  /** What it lacks for WebLLM, in the words of the specification; undefined if nothing. */
  readonly shortfall?: string
  /** The largest buffer, and the largest part of one that a shader can be given, in bytes. */
  readonly maxBufferBytes?: number
  readonly maxBindingBytes?: number
}

/** What this browser and device offer to engines, as far as a page may know. */
export interface Capabilities {
  /** WebAssembly exists and no policy forbids it. */
  readonly wasm: boolean
  readonly simd: boolean
  /** Several threads can share memory: the page is cross-origin isolated. */
  readonly threads: boolean
  readonly cores: number
  /** Rounded by the browser, and no more than 8 (some 32); unknown in Firefox and Safari. */
  readonly deviceMemoryGiB?: number
  /** There is a WebGPU adapter, not only the interface. */
  readonly gpu?: GpuAdapter
  readonly storage?: {
    readonly quotaBytes: number
    readonly usageBytes: number
    readonly persisted: boolean
  }
  /** `level` is from 0 to 1. Chromium tells, the others do not. */
  readonly battery?: { readonly level: number; readonly charging: boolean }
  readonly connection?: Connection
}

const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
/** (func (result v128) i32.const 0, i8x16.splat): valid only where SIMD is. */
const simdModule = [
  ...magic,
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x0f, 0x0b],
]

/** Asks everything once. Never throws: what cannot be asked is not there. */
export async function probeCapabilities(): Promise<Capabilities> {
  const [wasm, gpu, storage, battery] = await Promise.all([
    probeWasm(),
    probeGpu(),
    probeStorage(),
    getBattery(),
  ])
  const connection = probeConnection()
  const memory: unknown = 'deviceMemory' in navigator ? navigator.deviceMemory : undefined
  return {
    wasm,
    simd: wasm && WebAssembly.validate(new Uint8Array(simdModule)),
    threads: globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function',
    cores: Math.max(1, navigator.hardwareConcurrency || 1),
    ...(typeof memory === 'number' ? { deviceMemoryGiB: memory } : {}),
    ...(gpu ? { gpu } : {}),
    ...(storage ? { storage } : {}),
    ...(battery ? { battery: { level: battery.level, charging: battery.charging } } : {}),
    ...(connection ? { connection } : {}),
  }
}

/** Instantiates an empty module: a policy without 'wasm-unsafe-eval' shows only there. */
async function probeWasm(): Promise<boolean> {
  try {
    await WebAssembly.instantiate(new Uint8Array(magic))
    return true
  } catch {
    return false
  }
}

/** What WebLLM 0.2.86 asks of an adapter before it uses it (`detectGPUDevice`). */
const leastLimits = {
  maxBufferSize: 256 * 2 ** 20,
  maxStorageBufferBindingSize: 128 * 2 ** 20,
  maxComputeWorkgroupStorageSize: 32 * 2 ** 10,
  maxStorageBuffersPerShaderStage: 10,
}

/** The first limit of an adapter that is too small for WebLLM, in words; undefined if none is. */
export function gpuShortfall(
  limits: Readonly<Partial<Record<keyof typeof leastLimits, number>>>,
): string | undefined {
  for (const [name, least] of Object.entries(leastLimits)) {
    const has = limits[name as keyof typeof leastLimits] ?? 0 // a key of the object being walked
    if (!(has >= least)) return `${name} is ${has}, less than ${least}`
  }
  return undefined
}

/** Names of renderers that run on the processor. Not all of them admit it by `isFallbackAdapter`. */
const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|warp\b/i

async function probeGpu(): Promise<GpuAdapter | undefined> {
  try {
    const gpu: unknown = 'gpu' in navigator ? navigator.gpu : undefined
    if (!hasRequestAdapter(gpu)) return undefined
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
    return adapter ? describeAdapter(adapter) : undefined
  } catch {
    return undefined
  }
}

function describeAdapter(adapter: AdapterLike): GpuAdapter {
  const { info } = adapter
  const name = info.description || [info.vendor, info.architecture].filter(part => part).join(' ')
  const shortfall = gpuShortfall(adapter.limits)
  return {
    name,
    isSoftware:
      info.isFallbackAdapter === true || adapter.isFallbackAdapter === true || softwareNames.test(name),
    f16: adapter.features.has('shader-f16'),
    ...(shortfall === undefined ? {} : { shortfall }),
    maxBufferBytes: adapter.limits.maxBufferSize ?? 0,
    maxBindingBytes: adapter.limits.maxStorageBufferBindingSize ?? 0,
  }
}

/** WebGPU's types are not in TypeScript's DOM library of every version; this much of them is enough. */
interface AdapterLike {
  readonly info: {
    readonly vendor?: string
    readonly architecture?: string
    readonly description?: string
    readonly isFallbackAdapter?: boolean
  }
  readonly isFallbackAdapter?: boolean
  readonly features: ReadonlySet<string>
  readonly limits: Parameters<typeof gpuShortfall>[0]
}

function hasRequestAdapter(
  gpu: unknown,
): gpu is { requestAdapter(options: object): Promise<AdapterLike | null> } {
  return (
    typeof gpu === 'object' &&
    gpu !== null &&
    'requestAdapter' in gpu &&
    typeof gpu.requestAdapter === 'function'
  )
}

async function probeStorage(): Promise<Capabilities['storage']> {
  try {
    const [estimate, persisted] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ])
    if (estimate.quota === undefined || estimate.usage === undefined) return undefined
    return { quotaBytes: estimate.quota, usageBytes: estimate.usage, persisted }
  } catch {
    return undefined
  }
}
