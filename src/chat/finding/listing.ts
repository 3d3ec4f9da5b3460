import { closeInterrupted } from '../conversation.ts'
import type { ChatCore } from '../core.ts'

/** What a person can do with a chat in the list. */
export interface Listing {
  /** An empty title gives the chat back its first line. */
  rename(id: string, title: string): void
  remove(id: string): void
  undoRemove(): void
  forgetRemoved(): void
}

/** Builds the part of the chat that keeps the list. */
export function createListing(core: ChatCore): Listing {
  const { store } = core
  return {
    rename(id, title) {
      const conversation = core.find(id)
      if (!conversation || !core.canWrite()) return
      const name = title.trim()
      const { titledBy: _, ...others } = conversation
      core.put({ ...others, title: name === '' ? null : name })
    },

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
