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
  readonly webgpu: boolean
  readonly storage?: {
    readonly quotaBytes: number
    readonly usageBytes: number
    readonly persisted: boolean
  }
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
  const [wasm, webgpu, storage] = await Promise.all([probeWasm(), probeWebGpu(), probeStorage()])
  const memory: unknown = 'deviceMemory' in navigator ? navigator.deviceMemory : undefined
  return {
    wasm,
    simd: wasm && WebAssembly.validate(new Uint8Array(simdModule)),
    threads: globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function',
    cores: Math.max(1, navigator.hardwareConcurrency || 1),
    ...(typeof memory === 'number' ? { deviceMemoryGiB: memory } : {}),
    webgpu,
    ...(storage ? { storage } : {}),
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

async function probeWebGpu(): Promise<boolean> {
  try {
    const gpu: unknown = 'gpu' in navigator ? navigator.gpu : undefined
    if (!hasRequestAdapter(gpu)) return false
    return (await gpu.requestAdapter()) !== null
  } catch {
    return false
  }
}

/** WebGPU's types are not in TypeScript's DOM library of every version; this much of them is enough. */
function hasRequestAdapter(gpu: unknown): gpu is { requestAdapter(): Promise<unknown> } {
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
