import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { partPaths } from './small-models.ts'
import { withTemplate } from './with-template.ts'

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
  const changed = await withTemplate(new Blob([await readFile(firstPath)]), template => {
    if (!template.includes(before)) throw new Error('another chat template')
    return template.replace(before, after)
  })
  const folder = await mkdtemp(join(tmpdir(), 'hermit-thinking-'))
  const path = join(folder, basename(firstPath))
  await writeFile(path, changed.stream())
  const others = otherPaths.map(other => join(folder, basename(other)))
  await Promise.all(others.map((other, index) => copyFile(otherPaths[index] ?? '', other)))
  return { paths: [path, ...others], remove: () => rm(folder, { recursive: true, force: true }) }
}
