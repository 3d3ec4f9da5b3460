import type { Build } from '../catalogue/offer.ts'
import { roomForChatsBytes } from '../download/need.ts'
import type { FitInput, FitReason } from './fit.ts'

const gib = 2 ** 30
/** What 32-bit addresses reach; wllama's builds have no more. */
const wasmLimitBytes = 4 * gib
/** Above this share of it, one long answer may be too much. */
const wasmTightShare = 0.85
/** Browsers tell no more than so much (Chromium up to 8, newer ones 32): the device may have more. */
const memoryToldAtMostGiB = 8
/** Taken for granted where the browser tells nothing (Firefox, Safari). */
const memoryUntoldGiB = 4
/** The rest is the system's and other programs'. */
const memoryTightShare = 0.5
/** Of memory that is known from below only. */
const memoryTightShareAtLeast = 0.75

/** What speaks against a build here; `isOut` if it cannot run. What rules it out comes first. */
export function reasonsAgainst(
  build: Build,
  input: FitInput,
): { readonly isOut: boolean; readonly reasons: readonly FitReason[] } {
  const out = [
    ...(build.processor === 'gpu' ? ofGpu(build, input) : ofCpu(build, input)),
    ...ofDevice(build, input),
  ]
  if (out.length > 0) return { isOut: true, reasons: out }
  return { isOut: false, reasons: warnings(build, input) }
}

function ofGpu(build: Build, { capabilities: { wasm, gpu } }: FitInput): FitReason[] {
  if (!wasm) return [{ code: 'no-wasm' }]
  if (!gpu) return [{ code: 'no-webgpu' }]
  if (gpu.shortfall !== undefined) return [{ code: 'small-gpu' }]
  // WebLLM's own libraries take minutes to compile there; only Hermit's are made for it too.
  if (gpu.isSoftware && build.source.kind !== 'pinned') return [{ code: 'software-gpu' }]
  if (build.needsF16 && !gpu.f16) return [{ code: 'no-f16' }]
  const [needsBytes, hasBytes] = [build.needsBufferBytes, gpu.maxBindingBytes]
  if (needsBytes !== undefined && hasBytes !== undefined && needsBytes > hasBytes) {
    return [{ code: 'small-buffers', numbers: { needsBytes, hasBytes } }]
  }
  return []
}

function ofCpu({ memoryBytes }: Build, { capabilities: { wasm, simd } }: FitInput): FitReason[] {
  if (!wasm) return [{ code: 'no-wasm' }]
  if (!simd) return [{ code: 'no-simd' }]
  if (memoryBytes <= wasmLimitBytes) return []
  return [{ code: 'wasm-limit', numbers: { needsBytes: memoryBytes, hasBytes: wasmLimitBytes } }]
}

function ofDevice(build: Build, { capabilities, freeBytes, isInstalled }: FitInput): FitReason[] {
  const reasons: FitReason[] = []
  const told = capabilities.deviceMemoryGiB
  if (told !== undefined && told < memoryToldAtMostGiB && build.memoryBytes > told * gib) {
    reasons.push(tooLittleMemory(build, told))
  }
  // What Hermit brings with it may fill the room to its end.
  const needsBytes = build.bytes + (build.source.kind === 'pinned' ? 0 : roomForChatsBytes)
  if (freeBytes !== undefined && needsBytes > freeBytes && !isInstalled?.(build.id)) {
    reasons.push({ code: 'no-room', numbers: { needsBytes, hasBytes: freeBytes } })
  }
  return reasons
}

function warnings(build: Build, { capabilities }: FitInput): FitReason[] {
  const reasons: FitReason[] = []
  if (build.processor === 'gpu' && capabilities.gpu?.isSoftware) reasons.push({ code: 'software-gpu' })
  if (build.processor === 'cpu' && build.memoryBytes > wasmLimitBytes * wasmTightShare) {
    const numbers = { needsBytes: build.memoryBytes, hasBytes: wasmLimitBytes }
    reasons.push({ code: 'wasm-limit', numbers })
  }
  const told = capabilities.deviceMemoryGiB
  const isAtLeast = told === undefined || told >= memoryToldAtMostGiB
  const memoryGiB = told ?? memoryUntoldGiB
  const share = isAtLeast ? memoryTightShareAtLeast : memoryTightShare
  if (build.memoryBytes > memoryGiB * gib * share) reasons.push(tooLittleMemory(build, memoryGiB))
  return reasons
}

function tooLittleMemory({ memoryBytes }: Build, hasGiB: number): FitReason {
  return { code: 'too-little-memory', numbers: { needsBytes: memoryBytes, hasBytes: hasGiB * gib } }
}
