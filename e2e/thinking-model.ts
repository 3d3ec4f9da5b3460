import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { text } from '../scripts/gguf-bytes.ts'
import { readGguf } from '../src/models/gguf.ts'
import { partPaths } from './small-models.ts'

/** Files of a model, to be given to the page and taken away afterwards. */
export interface ModelOnDisk {
  readonly paths: readonly string[]
  remove(): Promise<void>
}

const before = "<|im_start|>assistant\n'"
const after = "<|im_start|>assistant\n<think>\n'"

/**
 * The embedded model as one that thinks: its weights, and a chat template that opens a thought where the answer
 * begins. Nobody has taught it to think; it goes on as if it had been.
 */
export async function thinkingModel(): Promise<ModelOnDisk> {
  const [firstPath = '', ...otherPaths] = partPaths
  const bytes = await readFile(firstPath)
  const { metadata, alignment } = await readGguf(new Blob([bytes]))
  const template = metadata.get('tokenizer.chat_template')
  if (typeof template !== 'string' || !template.includes(before)) throw new Error('another chat template')
  const [old, changed] = [template, template.replace(before, after)].map(text)
  if (!old || !changed) throw new Error('unreachable: two go in')
  const at = bytes.indexOf(old)
  // Filled up by a comment, so that the tensors stay where the header says.
  const comment = `{#${'-'.repeat((alignment * 2 - ((changed.length - old.length + 4) % alignment)) % alignment)}#}`
  const filled = text(comment + template.replace(before, after))
  const folder = await mkdtemp(join(tmpdir(), 'hermit-thinking-'))
  const path = join(folder, basename(firstPath))
  await writeFile(path, Buffer.concat([bytes.subarray(0, at), filled, bytes.subarray(at + old.length)]))
  const others = otherPaths.map(other => join(folder, basename(other)))
  await Promise.all(others.map((other, index) => copyFile(otherPaths[index] ?? '', other)))
  return { paths: [path, ...others], remove: () => rm(folder, { recursive: true, force: true }) }
}
