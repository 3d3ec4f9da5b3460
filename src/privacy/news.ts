/** What the page, its workers and the service worker tell each other. */
export type PrivacyNews =
  | { readonly type: 'air-gap'; readonly isOn: boolean }
  /** More is in the ledger, or it was cleared. */
  | { readonly type: 'ledger-changed' }

/** A line on which all of Hermit's contexts in this browser hear each other. */
export interface NewsLine {
  tell(news: PrivacyNews): void
  /** Gives the way to stop listening. */
  onNews(listener: (news: PrivacyNews) => void): () => void
  close(): void
}

/** Opens a line. Who opened it does not hear itself. */
export function openNewsLine(): NewsLine {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('hermit-privacy')
  // In Node, where tests run, an open channel would keep the process alive.
  if (channel && 'unref' in channel && typeof channel.unref === 'function') channel.unref()
  return {
    tell: news => channel?.postMessage(news),
    onNews(listener) {
      const onMessage = ({ data }: MessageEvent<unknown>) => {
        const news = parseNews(data)
        if (news) listener(news)
      }
      channel?.addEventListener('message', onMessage)
      return () => channel?.removeEventListener('message', onMessage)
    },
    close: () => channel?.close(),
  }
}

/** Reads a message that could be anything. */
export function parseNews(data: unknown): PrivacyNews | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data)) return undefined
  if (data.type === 'ledger-changed') return { type: 'ledger-changed' }
  if (data.type !== 'air-gap' || !('isOn' in data) || typeof data.isOn !== 'boolean') return undefined
  return { type: 'air-gap', isOn: data.isOn }
}
