/**
 * Writes src/models/catalogue/embedded-libraries.json: size and hash of the compiled libraries beside the embedded model.
 *   npx tsx scripts/list-libraries.ts
 * Run it after tools/model-library has built them; the catalogue's test fails until then.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const folder = join(repository, 'public/models/smollm2-135m-instruct')

/** What an adapter must have for a library, by the end of its name; best first. */
const variants: readonly (readonly [string, readonly string[]])[] = [
  ['-webgpu-f16.wasm', ['shader-f16', 'hardware']],
  ['-webgpu-hardware.wasm', ['hardware']],
  ['-webgpu.wasm', []],
]

const names = await readdir(folder)
const libraries = []
for (const [end, needs] of variants) {
  const name = names.find(candidate => candidate.endsWith(end))
  if (name === undefined) continue
  const bytes = await readFile(join(folder, name))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  libraries.push({ name, bytes: bytes.length, sha256, needs })
}
await writeFile(
  join(repository, 'src/models/catalogue/embedded-libraries.json'),
  `${JSON.stringify({ libraries }, null, 2)}\n`,
)
console.log(libraries.map(({ name, bytes }) => `${name} ${bytes}`).join('\n'))
