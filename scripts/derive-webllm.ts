/**
 * Writes the WebLLM model folder of the embedded model, or of a GGUF's parts given in order:
 *   npx tsx scripts/derive-webllm.ts OUTDIR [part.gguf ...]
 * Hermit itself derives the same files as it loads; the folder is for other hosts of WebLLM and for tests.
 */
import { openAsBlob } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { deriveFolder } from '../src/engines/webllm/derive/derive-folder.ts'
import { embeddedModel } from '../src/models/catalogue/catalogue.ts'

// What the embedded model's library was measured with.
const options = { contextTokens: embeddedModel.contextTokens, prefillChunkTokens: 512 }

/** The embedded model's parts, in order. */
export const embeddedParts = embeddedModel.files.map(({ url }) =>
  fileURLToPath(new URL(`../public/${url}`, import.meta.url)),
)

/** Writes the folder's files into `folder` and says what they are. Throws NotDerivable. */
export async function writeFolder(
  folder: string,
  parts: readonly string[],
): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
  const derived = await deriveFolder(await Promise.all(parts.map(part => openAsBlob(part))), options)
  await mkdir(folder, { recursive: true })
  for (const { name } of derived.files) await writeFile(join(folder, name), await derived.read(name))
  return derived.files
}

async function main([folder, ...parts]: readonly string[]): Promise<void> {
  if (!folder) throw new Error('say where: npx tsx scripts/derive-webllm.ts OUTDIR [part.gguf ...]')
  const files = await writeFolder(folder, parts.length > 0 ? parts : embeddedParts)
  for (const { name, bytes } of files) console.log(`${name}  ${bytes} bytes`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2))
