/** What the page may ask of the service worker. */
export type WorkerRequest =
  /** Let the waiting version take over. Only after the person said yes. */
  | { readonly type: 'activate-update' }
  /** Keep these engine files for offline use; the answer comes on the port that was sent along. */
  | { readonly type: 'keep-engine'; readonly urls: readonly string[] }

/** The answer to 'keep-engine'. */
export interface EngineKept {
  readonly type: 'engine-kept'
  /** True when every file asked for is on the device now. */
  readonly whole: boolean
}

/** Reads a message that could be anything. */
export function parseWorkerRequest(data: unknown): WorkerRequest | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined
  if (data.type === 'activate-update') return { type: 'activate-update' }
  if (data.type !== 'keep-engine' || !('urls' in data) || !Array.isArray(data.urls)) return undefined
  const urls: readonly unknown[] = data.urls
  return { type: 'keep-engine', urls: urls.filter(url => typeof url === 'string') }
}

/** Reads the answer to 'keep-engine'. */
export function isEngineKept(data: unknown): data is EngineKept {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'engine-kept'
}
