import { text } from '../scripts/gguf-bytes.ts'
import { readGguf } from '../src/models/gguf.ts'

const key = text('tokenizer.chat_template')

/** The first file of a GGUF with another chat template; its tensors stay where its header says. */
export async function withTemplate(first: Blob, change: (template: string) => string): Promise<Blob> {
  const { metadata, alignment } = await readGguf(first)
  const template = metadata.get('tokenizer.chat_template')
  if (typeof template !== 'string') throw new Error('there is no chat template')
  const bytes = new Uint8Array(await first.arrayBuffer())
  const old = text(template)
  // After its name there is the kind of the value, in four bytes.
  const at = indexOf(bytes, key) + key.length + 4
  const changed = change(template)
  const grown = text(changed).length - old.length
  // Filled up by a comment.
  const dashes = '-'.repeat((((-grown - 4) % alignment) + alignment) % alignment)
  return new Blob([bytes.subarray(0, at), text(`{#${dashes}#}${changed}`), bytes.subarray(at + old.length)])
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at
  }
  throw new Error('the header names no chat template')
}
