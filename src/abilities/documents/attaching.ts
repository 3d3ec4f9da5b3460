import { type Chat, settingsInView } from '../../chat/chat.ts'

/** Which documents the chat in view uses. */
export interface Attaching {
  /** Ids in the order in which they were attached; the same array until they change. */
  inView(): readonly string[]
  subscribe(listener: () => void): () => void
  attach(ids: readonly string[]): void
  detach(id: string): void
}

const none: readonly string[] = []

/** Attaching over the settings of chats. */
export function createAttaching(chat: Pick<Chat, 'store' | 'configure'>): Attaching {
  const inView = () => settingsInView(chat.store.getState())?.documents ?? none
  const set = (ids: readonly string[]) => chat.configure({ documents: ids.length > 0 ? ids : undefined })
  return {
    inView,
    subscribe: listener => chat.store.subscribe(listener),
    attach: ids => set([...new Set([...inView(), ...ids])]),
    detach: id => set(inView().filter(one => one !== id)),
  }
}
