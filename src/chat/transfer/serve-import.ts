import { toFault } from '../../fault.ts'
import { type Conversation, titleOf } from '../conversation.ts'
import type { FromImporter, ImportPort, PreviewRow, ToImporter } from './import-port.ts'
import { contentMark } from './plan-import.ts'
import { readImport } from './read-import.ts'
import { ImportRefusal } from './refusal.ts'

/** About this many letters of chats cross to the page at once: well under 50 ms to unpack. */
const pieceLength = 500_000

/** Reads the file that it is sent, and keeps the chats until they are asked for: only then does the page hold them. */
export function serveImport(port: ImportPort): void {
  let chats: readonly Conversation[] = []
  const post = (message: FromImporter) => port.postMessage(message)

  async function read({ file, words }: Extract<ToImporter, { type: 'import-read' }>): Promise<void> {
    let told = 0
    const onProgress = (fraction: number) => {
      if (fraction - told < 0.01) return
      told = fraction
      post({ type: 'import-progress', fraction })
    }
    try {
      const imported = await readImport(file, { words, onProgress })
      chats = imported.chats
      const { source, presets, drafts } = imported
      post({ type: 'import-preview', preview: { source, presets, drafts, rows: chats.map(rowOf) } })
    } catch (error) {
      const field = error instanceof ImportRefusal ? error.field : undefined
      post({ type: 'import-fault', fault: toFault(error), ...(field && { field }) })
    }
  }

  /** As many of the chats as make a piece: the page asks for the next when it has unpacked this one. */
  function give(indices: readonly number[]): void {
    const piece: Conversation[] = []
    let taken = 0
    for (let length = 0; taken < indices.length && length < pieceLength; taken++) {
      const chat = chats[indices[taken] ?? -1]
      if (!chat) continue
      piece.push(chat)
      length += chat.messages.reduce((sum, { text }) => sum + text.length + 200, 200)
    }
    post({ type: 'import-chats', chats: piece, taken })
  }

  port.addEventListener('message', event => {
    // Only our own page has this port.
    const message = event.data as ToImporter
    if (message.type === 'import-read') void read(message)
    else give(message.indices)
  })
}

function rowOf(chat: Conversation, index: number): PreviewRow {
  const { id, createdAt, updatedAt, messages } = chat
  const count = messages.length
  return {
    index,
    id,
    title: titleOf(chat),
    messages: count,
    createdAt,
    updatedAt,
    fingerprint: contentMark(chat),
  }
}
