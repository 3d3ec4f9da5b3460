import type { ModelLibraryCard } from '../../models/model.ts'
import { gpuShortfall } from '../capabilities.ts'
import { EngineError } from '../engine.ts'

/**
 * Looks at the adapter that WebLLM will take, and gives its name. Throws an EngineError 'unsupported' that names
 * what it lacks.
 */
export async function checkAdapter(needs: ModelLibraryCard['needs']): Promise<string> {
  const gpu: GPU | undefined = 'gpu' in navigator ? navigator.gpu : undefined
  if (!gpu) throw new EngineError('unsupported', 'this browser has no WebGPU')
  const adapter = await askForAdapter(gpu)
  if (!adapter) throw new EngineError('unsupported', 'there is no WebGPU adapter')
  const shortfall = gpuShortfall(adapter.limits)
  if (shortfall !== undefined) throw new EngineError('unsupported', `of the adapter, ${shortfall}`)
  if (needs.includes('shader-f16') && !adapter.features.has('shader-f16')) {
    throw new EngineError('unsupported', 'the adapter has no shader-f16')
  }
  if (needs.includes('hardware') && adapter.info.isFallbackAdapter) {
    throw new EngineError('unsupported', 'the adapter is software')
  }
  const { description, vendor, architecture } = adapter.info
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'WebGPU'
}

/** Asks again for a while: a browser whose GPU process has just crashed has no adapter until it runs again. */
async function askForAdapter(gpu: GPU): Promise<GPUAdapter | null> {
  for (const delayMs of [0, 500, 1500]) {
    if (delayMs > 0) await new Promise(resolve => setTimeout(resolve, delayMs))
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
    if (adapter) return adapter
  }
  return null
}

/** Tells of every device made in this worker until it is called off: WebLLM makes its own and keeps it to itself. */
export function onNewDevice(listener: (device: GPUDevice) => void): () => void {
  const { prototype } = GPUAdapter
  const original = prototype.requestDevice
  prototype.requestDevice = async function (this: GPUAdapter, descriptor) {
    const device = await original.call(this, descriptor)
    listener(device)
    return device
  }
  return () => {
    prototype.requestDevice = original
  }
}

/** Calls back when the device is lost, also by `destroy`, and for each error that nobody caught. */
export function watchDevice(
  device: GPUDevice,
  onFault: (code: 'device-lost' | 'out-of-memory' | 'invalid', detail: string) => void,
): void {
  device.addEventListener('uncapturederror', event => {
    const { error } = event
    onFault(error instanceof GPUOutOfMemoryError ? 'out-of-memory' : 'invalid', error.message)
  })
  void device.lost.then(({ reason, message }) => onFault('device-lost', `${reason}: ${message}`))
}
