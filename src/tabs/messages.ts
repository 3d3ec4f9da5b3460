/** Who owns the engine; of two owners the one with the greater epoch is right. */
export interface Owner {
  readonly tabId: string
  readonly epoch: number
}

/** What tabs say to one another. */
export type TabMessage =
  /** Asks for a sign of life of the owner; who does not know the owner learns of it so. */
  | { readonly type: 'who-owns' }
  | ({ readonly type: 'owns' } & Owner)
  /** For the rooms above; `owner` where the owner says it. */
  | { readonly type: 'tab-says'; readonly from: string; readonly owner?: Owner; readonly body: unknown }

/** What came over the channel, or undefined if it is none of our messages. */
export function parseTabMessage(data: unknown): TabMessage | undefined {
  if (!isRecord(data)) return undefined
  if (data.type === 'who-owns') return { type: 'who-owns' }
  if (data.type === 'owns') {
    const owner = parseOwner(data)
    return owner && { type: 'owns', ...owner }
  }
  if (data.type !== 'tab-says' || typeof data.from !== 'string') return undefined
  const owner = parseOwner(data.owner)
  return { type: 'tab-says', from: data.from, body: data.body, ...(owner ? { owner } : {}) }
}

function parseOwner(data: unknown): Owner | undefined {
  if (!isRecord(data) || typeof data.tabId !== 'string' || typeof data.epoch !== 'number') return undefined
  return { tabId: data.tabId, epoch: data.epoch }
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null
}
