import { toFault } from '../../../fault.ts'
import type { Block, ReadEvent } from '../document.ts'
import { type ReadOptions, readFile } from './read-file.ts'
import { aliveMs, type FromReader, type ReadPart, type ReadPort, type ToReader } from './read-port.ts'

/** About this many letters cross to the page at once: well under 50 ms to unpack. */
const pieceLength = 250_000
/** What was read waits no longer than this for more, in milliseconds. */
const longestWaitMs = 100
/** Messages that are under way before the page has taken one. */
const ahead = 2

/** Reads the file that it is sent, and tells of it in pieces that the page can unpack without a hitch. */
export function serveReading(port: ReadPort, options: ReadOptions): void {
  const post = (message: FromReader) => port.postMessage(message)
  let taken = () => {}
  let credit = ahead

  async function send(parts: readonly ReadPart[]): Promise<void> {
    if (parts.length === 0) return
    while (credit === 0) {
      await new Promise<void>(resolve => {
        taken = resolve
      })
    }
    credit -= 1
    post({ type: 'read-parts', parts })
  }

  async function read(file: Blob, name: string): Promise<void> {
    const alive = setInterval(() => post({ type: 'read-alive' }), aliveMs)
    let parts: ReadPart[] = []
    let letters = 0
    let sentAt = performance.now()
    const flush = async () => {
      await send(parts)
      parts = []
      letters = 0
      sentAt = performance.now()
    }
    try {
      for await (const event of readFile(file, name, options)) {
        for (const part of partsOf(event)) {
          parts.push(part)
          letters += lettersOf(part)
          if (letters > pieceLength) await flush()
        }
        if (performance.now() - sentAt > longestWaitMs) await flush()
      }
      await flush()
    } catch (error) {
      await flush()
      post({ type: 'read-fault', fault: faultOf(error) })
    } finally {
      clearInterval(alive)
    }
  }

  port.addEventListener('message', event => {
    // Only our own page has this port.
    const message = event.data as ToReader
    if (message.type === 'read-file') return void read(message.file, message.name)
    credit += 1
    taken()
  })
}

/** What is thrown and is no fault of ours is of memory that ran out, or a mistake: the worker has failed. */
function faultOf(error: unknown) {
  const fault = toFault(error)
  return fault.code === 'crashed' ? { ...fault, code: 'document-stopped' as const } : fault
}

/** A page with more text than goes into one message, in parts. */
function* partsOf(event: ReadEvent): Generator<ReadPart> {
  if (event.type === 'read-end') return yield event
  let piece: Block[] = []
  let letters = 0
  for (const block of event.blocks) {
    if (letters + block.text.length > pieceLength && piece.length > 0) {
      yield { type: 'read-more', blocks: piece }
      piece = []
      letters = 0
    }
    piece.push(block)
    letters += block.text.length + 100
  }
  yield { ...event, blocks: piece }
}

function lettersOf(part: ReadPart): number {
  if (part.type === 'read-end') return 0
  return part.blocks.reduce((sum, { text }) => sum + text.length + 100, 100)
}
