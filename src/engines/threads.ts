/** More than these gain nothing: the cores beyond are small ones, or wait for memory. */
const maxThreads = 8

/**
 * Threads that llama.cpp runs a model on: the number of cores (8 at most) where threads can share memory (the page
 * is cross-origin isolated), 1 elsewhere. Default: of where this is called.
 */
export function engineThreads(device: { threads: boolean; cores: number } = here()): number {
  return device.threads ? Math.max(1, Math.min(device.cores, maxThreads)) : 1
}

function here() {
  return { threads: globalThis.crossOriginIsolated === true, cores: navigator.hardwareConcurrency || 1 }
}
