import { saveBlob, saveFile } from '../../ui/save-file.ts'
import { type Conversation, titleOf } from '../conversation.ts'
import { chatsToJson, type ExportExtras } from './export.ts'
import { fileNameOf } from './file-name.ts'
import { chatToMarkdown, type ExportWords } from './markdown.ts'

/** 'json' is complete and can be imported again; 'markdown' is to be read. */
export type ExportKind = 'json' | 'markdown'

/** Saves one chat as a file, by the browser's own download. */
export function exportChat(conversation: Conversation, kind: ExportKind, words: ExportWords): void {
  const name = fileNameOf(titleOf(conversation), 'hermit-chat')
  if (kind === 'json') saveFile(`${name}.json`, chatsToJson([conversation], Date.now()), 'application/json')
  else saveFile(`${name}.md`, chatToMarkdown(conversation, words), 'text/markdown')
}

/** Saves all chats: with what belongs to them as one JSON file, or as a zip of Markdown files. */
export async function exportAllChats(
  conversations: Iterable<Conversation>,
  kind: ExportKind,
  words: ExportWords,
  extras: ExportExtras = {},
): Promise<void> {
  const now = Date.now()
  const name = `hermit-chats-${new Date(now).toISOString().slice(0, 10)}`
  if (kind === 'json') {
    saveFile(`${name}.json`, chatsToJson(conversations, now, extras), 'application/json')
    return
  }
  const { chatsToMarkdownZip } = await import('./markdown-zip.ts')
  saveBlob(`${name}.zip`, await chatsToMarkdownZip(conversations, words))
}
