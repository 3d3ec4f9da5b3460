import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js'
import { type Conversation, titleOf } from '../conversation.ts'
import { createFileNames, fileNameOf } from './file-name.ts'
import { chatToMarkdown, type ExportWords } from './markdown.ts'

/** Chats as Markdown, a file each, in one zip; each is written when its turn comes, so that the page breathes. */
export async function chatsToMarkdownZip(
  conversations: Iterable<Conversation>,
  words: ExportWords,
): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false })
  const unique = createFileNames()
  for (const conversation of conversations) {
    const name = unique(fileNameOf(titleOf(conversation), words.untitled), '.md')
    const lastModDate = new Date(conversation.updatedAt)
    await writer.add(name, new TextReader(chatToMarkdown(conversation, words)), { lastModDate })
  }
  return writer.close()
}
