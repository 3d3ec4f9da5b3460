import { type Conversation, closeInterrupted } from '../conversation.ts'
import type { ChatCore } from '../core.ts'

/** The last thing that was put away or named, as long as that can be undone. */
export type Tidied =
  | { readonly kind: 'archived'; readonly id: string }
  | { readonly kind: 'folder-deleted'; readonly name: string; readonly ids: readonly string[] }
  /** The model named a chat because the person asked it to. */
  | { readonly kind: 'named'; readonly id: string; readonly before: Pick<Conversation, 'title' | 'titledBy'> }

/** What a person can do with a chat in the list. */
export interface Listing {
  /** An empty title gives the chat back its first line. */
  rename(id: string, title: string): void
  /**
   * The model's title for a chat. One that nobody asked for names only a chat that has no name yet; one that was
   * asked for takes the place of any, and can be undone.
   */
  takeTitle(id: string, title: string, how: 'unasked' | 'asked'): void
  pin(id: string, isPinned: boolean): void
  archive(id: string, isArchived: boolean): void
  /** An empty name takes the chat out of its folder. A folder is there as long as a chat is in it. */
  setFolder(id: string, name: string): void
  /** A name that another folder has makes them one. */
  renameFolder(name: string, to: string): void
  /** Its chats go back to no folder. */
  deleteFolder(name: string): void
  undoTidy(): void
  forgetTidied(): void
  remove(id: string): void
  undoRemove(): void
  forgetRemoved(): void
}

/** Builds the part of the chat that keeps the list. */
export function createListing(core: ChatCore): Listing {
  const { store } = core

  /** Changes a chat in place, without making it newer: how it is kept is no part of what was said. */
  function change(id: string, how: (conversation: Conversation) => Conversation): void {
    const conversation = core.find(id)
    if (conversation && core.canWrite()) core.put(how(conversation))
  }

  function idsIn(folder: string): string[] {
    const all = [...store.getState().conversations.values()]
    return all.filter(conversation => conversation.folder === folder).map(({ id }) => id)
  }

  function forgetTidied(): void {
    const { tidied: _, ...others } = store.getState()
    store.setState(others, true)
  }

  return {
    rename(id, title) {
      const name = title.trim()
      change(id, ({ titledBy: _, ...others }) => ({ ...others, title: name === '' ? null : name }))
    },

    takeTitle(id, title, how) {
      const before = core.find(id)
      if (!before || !core.canWrite() || (how === 'unasked' && before.title !== null)) return
      core.put({ ...before, title, titledBy: 'model' })
      if (how === 'asked') store.setState({ tidied: { kind: 'named', id, before } })
    },

    pin(id, isPinned) {
      change(id, ({ isPinned: _, ...others }) => (isPinned ? { ...others, isPinned } : others))
    },

    archive(id, isArchived) {
      if (!core.find(id) || !core.canWrite()) return
      change(id, conversation => withArchived(conversation, isArchived))
      if (isArchived) store.setState({ tidied: { kind: 'archived', id } })
    },

    setFolder(id, name) {
      change(id, conversation => withFolder(conversation, name.trim()))
    },

    renameFolder(name, to) {
      if (to.trim() === '') return
      for (const id of idsIn(name)) change(id, conversation => withFolder(conversation, to.trim()))
    },

    deleteFolder(name) {
      const ids = idsIn(name)
      if (ids.length === 0 || !core.canWrite()) return
      for (const id of ids) change(id, conversation => withFolder(conversation, ''))
      store.setState({ tidied: { kind: 'folder-deleted', name, ids } })
    },

    undoTidy() {
      const { tidied } = store.getState()
      forgetTidied()
      if (tidied?.kind === 'archived') change(tidied.id, conversation => withArchived(conversation, false))
      if (tidied?.kind === 'folder-deleted') {
        for (const id of tidied.ids) {
          // What was put elsewhere since then stays there.
          change(id, conversation =>
            conversation.folder ? conversation : withFolder(conversation, tidied.name),
          )
        }
      }
      if (tidied?.kind === 'named') {
        const { title, titledBy } = tidied.before
        change(tidied.id, ({ titledBy: _, ...others }) => ({
          ...others,
          title,
          ...(titledBy && { titledBy }),
        }))
      }
    },

    forgetTidied,

    remove(id) {
      const conversation = core.find(id)
      if (!conversation || !core.canWrite()) return
      core.stopAnswer(id)
      core.cancelReadAhead()
      core.drop(id)
      const { currentId } = store.getState()
      store.setState({
        deleted: closeInterrupted(conversation),
        currentId: currentId === id ? null : currentId,
      })
    },

    undoRemove() {
      const { deleted } = store.getState()
      if (!deleted) return
      this.forgetRemoved()
      core.put(deleted)
      store.setState({ currentId: deleted.id })
    },

    forgetRemoved() {
      const { deleted: _, ...others } = store.getState()
      store.setState(others, true)
    },
  }
}

function withArchived({ isArchived: _, ...others }: Conversation, isArchived: boolean): Conversation {
  return isArchived ? { ...others, isArchived } : others
}

function withFolder({ folder: _, ...others }: Conversation, name: string): Conversation {
  return name === '' ? others : { ...others, folder: name }
}
