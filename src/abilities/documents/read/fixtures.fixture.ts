import { readFile as readBytes } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Block, ReadEvent } from '../document.ts'
import { type ReadOptions, readFile } from './read-file.ts'

/** How tests in Node read: pdf.js takes its tables from the disk. */
export const inNode: ReadOptions = {
  pdfFiles: {
    folder: fileURLToPath(new URL('../../../../node_modules/pdfjs-dist/', import.meta.url)),
    isFetched: false,
  },
}

/** A file of fixtures/. */
export async function fixture(name: string): Promise<File> {
  return new File([await readBytes(new URL(`./fixtures/${name}`, import.meta.url))], name)
}

/** A document as it was read, with nothing of its course. */
export interface Read {
  readonly pages: readonly Extract<ReadEvent, { type: 'read-page' }>[]
  readonly blocks: readonly Block[]
  readonly end: Extract<ReadEvent, { type: 'read-end' }>
}

/** Gathers what is told of a document. Throws where it does not end as it should. */
export async function gathered(events: AsyncIterable<ReadEvent>): Promise<Read> {
  const pages: Extract<ReadEvent, { type: 'read-page' }>[] = []
  let end: Extract<ReadEvent, { type: 'read-end' }> | undefined
  for await (const event of events) {
    if (end) throw new Error('told after its end')
    if (event.type === 'read-end') end = event
    else pages.push(event)
  }
  if (!end) throw new Error('no end')
  return { pages, blocks: pages.flatMap(({ blocks }) => blocks), end }
}

/** Reads a file as the worker does. */
export function read(file: File, options: Partial<ReadOptions> = {}): Promise<Read> {
  return gathered(readFile(file, file.name, { ...inNode, ...options }))
}

/** The code of the fault that reading a file ends with; undefined where it is read. */
export async function faultOf(file: File, options: Partial<ReadOptions> = {}) {
  return read(file, options).then(
    () => undefined,
    (error: { fault?: { code: string; numbers?: Record<string, number> } }) => error.fault ?? error,
  )
}

/** A file of a text. */
export function fileOf(name: string, content: string | Uint8Array<ArrayBuffer>): File {
  return new File([content], name)
}

/** Blocks as short lines: "h1 Title". */
export function outlined(blocks: readonly Block[]): string[] {
  return blocks.map(({ kind, level, text }) => `${kind === 'heading' ? `h${level}` : kind} ${text}`)
}
