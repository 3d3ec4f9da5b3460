import { readFile } from 'node:fs/promises'
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js'
import { describe, expect, test } from 'vitest'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import type { Conversation } from '../conversation.ts'
import { importLimits } from './limits.ts'
import { chatsToMarkdownZip } from './markdown-zip.ts'
import { readImport } from './read-import.ts'

const words = { image: 'Picture', audio: 'Recording', file: 'File' }
const conversations = () => readFile(new URL('./fixtures/chatgpt.json', import.meta.url), 'utf8')

async function zip(files: readonly (readonly [string, string])[]): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false })
  for (const [name, text] of files) await writer.add(name, new TextReader(text))
  return writer.close()
}

async function codeOf(file: Blob, bytes = importLimits.bytes): Promise<unknown> {
  const limits = { ...importLimits, bytes }
  return readImport(file, { words, limits }).catch((error: { fault: { code: string } }) => error.fault.code)
}

describe('a zip', () => {
  test("of ChatGPT's is read for its conversations alone", async () => {
    const file = await zip([
      ['user.json', '{"id":"u"}'],
      ['conversations.json', await conversations()],
      ['chat.html', '<html></html>'],
    ])
    const { source, chats } = await readImport(file, { words })
    expect(source).toBe('chatgpt')
    expect(chats).toHaveLength(2)
  })

  test('in parts is read whole, in the order of the names', async () => {
    const part = (id: string) => (text: string) => text.replaceAll('6925f1a2', id)
    const text = await conversations()
    const file = await zip([
      ['export/conversations-001.json', part('b')(text)],
      ['export/conversations-000.json', part('a')(text)],
    ])
    const { chats } = await readImport(file, { words })
    expect(chats.map(({ id }) => id.slice(0, 9))).toEqual([
      'chatgpt-a',
      'chatgpt-a',
      'chatgpt-b',
      'chatgpt-b',
    ])
  })

  test('without conversations, or with names that lead out of it, has none', async () => {
    expect(await codeOf(await zip([['readme.txt', 'hello']]))).toBe('import-unknown')
    expect(await codeOf(await zip([['../conversations.json', await conversations()]]))).toBe('import-unknown')
  })

  test('that inflates beyond the limit is stopped there', async () => {
    const bomb = await zip([['conversations.json', `[${' '.repeat(5_000_000)}]`]])
    expect(bomb.size).toBeLessThan(100_000)
    expect(await codeOf(bomb, 1_000_000)).toBe('import-too-large')
  })

  test('that lies about a size, or was cut, is refused', async () => {
    const bytes = new Uint8Array(
      await (await zip([['conversations.json', await conversations()]])).arrayBuffer(),
    )
    const view = new DataView(bytes.buffer)
    const directory = bytes.findLastIndex(
      (_, at) => at + 4 <= bytes.length && view.getUint32(at, true) === 0x02014b50,
    )
    const forged = bytes.slice()
    // The uncompressed size in the directory.
    new DataView(forged.buffer).setUint32(directory + 24, 10, true)
    expect(await codeOf(new Blob([forged]))).toBe('import-zip-damaged')
    for (const length of [3, 100, bytes.length - 30]) {
      expect(await codeOf(new Blob([bytes.slice(0, length)])), `${length} bytes`).toBe('import-zip-damaged')
    }
    // In both places at once: the library cannot see it by comparing them.
    new DataView(forged.buffer).setUint32(22, 10, true)
    expect(await codeOf(new Blob([forged]))).toBe('import-zip-damaged')
    const damaged = bytes.slice()
    damaged.fill(0xff, 60, 90)
    expect(await codeOf(new Blob([damaged]))).toBe('import-zip-damaged')
  })
})

test('all chats as Markdown are a zip of files with names of their own', async () => {
  const chat = (id: string, title: string | null): Conversation => ({
    id,
    title,
    createdAt: 1000,
    updatedAt: 1e12,
    leafId: null,
    contextStartId: null,
    messages: [],
  })
  const blob = await chatsToMarkdownZip([chat('1', 'A/B'), chat('2', 'a:b'), chat('3', null)], textOf('en'))
  const { BlobReader, TextWriter, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-custom.js')
  const files = new Map<string, string>()
  for await (const entry of new ZipReader(new BlobReader(blob), {
    useWebWorkers: false,
  }).getEntriesGenerator()) {
    if (!entry.directory)
      files.set(entry.filename, await entry.getData(new TextWriter(), { useWebWorkers: false }))
  }
  expect([...files.keys()]).toEqual(['A B.md', 'a b (2).md', 'New chat.md'])
  expect(files.get('A B.md')).toMatch(/^# A\/B\n/)
})
