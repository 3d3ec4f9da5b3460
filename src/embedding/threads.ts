/**
 * Threads that the model runs on: two where threads can share memory (the page is cross-origin isolated) and there are
 * two cores, one elsewhere. Two halve the time (133 to 73 ms for 256 tokens); more would be taken from what else the
 * device does while documents are read.
 */
export function embeddingThreads(): number {
  const cores = navigator.hardwareConcurrency || 1
  return globalThis.crossOriginIsolated === true && cores > 1 ? 2 : 1
}
