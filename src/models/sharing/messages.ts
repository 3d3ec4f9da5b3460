import type { SessionState } from '../session-state.ts'

/** What a tab may ask the owner of the engine to do with its session: the names are those of Session. */
export const sharedActs = [
  'download',
  'cancelDownload',
  'retry',
  'tryAgain',
  'forgetStepDown',
  'wake',
  'rest',
  'stopDamaged',
  'forget',
] as const
export type SharedAct = (typeof sharedActs)[number]

/** What tabs that share a session say to one another. */
export type SharingMessage =
  /** To the owner: serve the engine on this channel, and tell how it is. */
  | { readonly type: 'engine-wanted'; readonly port: string }
  /** From the owner, at each change and as the answer; `port` is served from now on. */
  | { readonly type: 'session-is'; readonly state: SessionState; readonly port?: string }
  | { readonly type: 'act-wanted'; readonly id: string; readonly act: SharedAct }
  | { readonly type: 'act-done'; readonly id: string }

/** What came, or undefined if it is none of our messages. */
export function parseSharingMessage(data: unknown): SharingMessage | undefined {
  if (!isRecord(data)) return undefined
  const { type, port, id, state } = data
  if (type === 'engine-wanted') return typeof port === 'string' ? { type, port } : undefined
  if (type === 'session-is' && isState(state)) {
    return { type, state, ...(typeof port === 'string' ? { port } : {}) }
  }
  if (typeof id !== 'string') return undefined
  if (type === 'act-done') return { type, id }
  const act = sharedActs.find(known => known === data.act)
  return type === 'act-wanted' && act ? { type, id, act } : undefined
}

// Checks what is read first; the tabs of a browser are of one build but for the minutes of an update.
function isState(data: unknown): data is SessionState {
  if (!isRecord(data) || !isRecord(data.phase) || !isRecord(data.model)) return false
  return typeof data.phase.name === 'string' && typeof data.model.id === 'string'
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null
}
