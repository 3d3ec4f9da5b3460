import { FaultError } from '../../fault.ts'
import { type PresetsState, presetsKey } from '../../presets/presets.ts'
import type { RecordSink } from '../chat.ts'
import type { Conversation } from '../conversation.ts'
import type { ChatCore } from '../core.ts'
import { conversationKey, type Drafts, draftsKey } from '../records.ts'

/** Chats that have been checked, ready to be put beside those that are here. */
export interface Incoming {
  readonly chats: readonly Conversation[]
  /** Ids of chats that go. */
  readonly removed?: readonly string[]
  /** Unsent texts by the chats' ids; '' takes one away. */
  readonly drafts?: Drafts
  /** All personas and prompts as they shall be; absent where nothing of them comes in. */
  readonly presets?: PresetsState
  /** Records of other rooms that are to be written with them; what becomes of them is those rooms' business. */
  readonly others?: readonly (readonly [key: string, value: unknown])[]
  /** Keys of such records that go. */
  readonly othersRemoved?: readonly string[]
}

/** Import: a part of the chat. */
export interface Importing {
  /**
   * Takes chats in: all of them are on disk in one transaction before any of them is in the list, or nothing has
   * changed anywhere. A chat with the id of one that is here replaces it. Gives what takes them out again; of the
   * presets only the record is this room's business, and it is written as their own room then has it. Throws FaultError: 'storage-full' and the like; 'storage-blocked' where this tab may not
   * write or the chat to be replaced is being answered.
   */
  importChats(incoming: Incoming): Promise<() => void>
}

/** Builds the part of the chat that takes chats in. */
export function createImporting(core: ChatCore, records: RecordSink): Importing {
  const { store } = core
  const get = store.getState

  function checkMayWrite(ids: readonly string[]): void {
    if (!core.canWrite() || ids.some(id => core.isBusy(id))) {
      throw new FaultError({ code: 'storage-blocked', detail: 'the chats cannot be changed now' })
    }
  }

  /** The chat in view may have gone. */
  function closeIfGone(): void {
    const { currentId } = get()
    if (currentId !== null && !core.find(currentId)) store.setState({ currentId: null })
  }

  return {
    async importChats({ chats, removed = [], drafts = {}, presets, others = [], othersRemoved = [] }) {
      const ids = [...chats.map(({ id }) => id), ...removed]
      checkMayWrite(ids)
      const before = new Map<string, Conversation>()
      for (const id of ids) {
        const here = core.find(id)
        if (here) before.set(id, here)
      }
      const draftsBefore = get().drafts
      const hasDrafts = Object.keys(drafts).length > 0
      await records.commit(
        [
          ...chats.map(chat => [conversationKey(chat.id), chat] as const),
          ...(hasDrafts ? [[draftsKey, withoutEmpty({ ...draftsBefore, ...drafts })] as const] : []),
          ...(presets ? [[presetsKey, presets] as const] : []),
          ...others,
        ],
        [...removed.map(conversationKey), ...othersRemoved],
      )
      const conversations = new Map(get().conversations)
      for (const chat of chats) conversations.set(chat.id, chat)
      core.cancelReadAhead()
      store.setState({ conversations })
      for (const id of removed) core.drop(id)
      closeIfGone()
      for (const [id, text] of Object.entries(drafts)) core.setDraftOf(id, text)
      // A write of the old one may have been under way and come after ours.
      for (const chat of chats) if (before.has(chat.id)) core.put(chat)

      return () => {
        const rest = new Map(get().conversations)
        for (const id of ids) {
          core.stopAnswer(id)
          const earlier = before.get(id)
          if (earlier) rest.set(id, earlier)
          else rest.delete(id)
          if (earlier) records.markDirty(conversationKey(id))
          else records.markDeleted(conversationKey(id))
        }
        for (const id of Object.keys(drafts)) core.setDraftOf(id, draftsBefore[id] ?? '')
        if (presets) records.markDirty(presetsKey)
        core.cancelReadAhead()
        store.setState({ conversations: rest })
        closeIfGone()
      }
    },
  }
}

function withoutEmpty(drafts: Drafts): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([, text]) => text !== ''))
}
