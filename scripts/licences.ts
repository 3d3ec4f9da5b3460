/**
 * Writes public/licenses/: the licence of everything that is in the build.
 *   npx tsx scripts/licences.ts
 * Fails when something has no licence, or one that does not let everybody use and pass it on.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { abilityParts } from './licence-abilities.ts'
import { documentParts } from './licence-documents.ts'
import { embeddingModelPart, onnxRuntimeParts } from './licence-embedding.ts'
import { markdownParts } from './licence-markdown.ts'
import { type Entry, licencePage, type Section } from './licence-page.ts'
import {
  chosenLicence,
  emscriptenParts,
  licenceFileOf,
  model,
  onlyOf,
  ownText,
  type Part,
  scriptParts,
  shippedByBuild,
  wllamaParts,
} from './licence-parts.ts'
import { checkTerms } from './licence-terms.ts'
import { modelLibraryParts, webllmParts } from './licence-webllm.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
/** Where the files go; licenses.css there is written by hand. */
export const licencesFolder = join(repository, 'public/licenses')

/** What a package.json says, as far as it matters here. */
interface PackageJson {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly repository?: string | { readonly url: string }
  readonly dependencies?: Readonly<Record<string, string>>
}

async function packageJson(folder: string): Promise<PackageJson> {
  const text = await readFile(join(repository, folder, 'package.json'), 'utf8')
  return JSON.parse(text) as PackageJson // npm checks its shape
}

/** Names of the packages in the build: what package.json depends on, all that they depend on, and the build's own. */
async function shippedPackages(): Promise<readonly string[]> {
  const found = new Set<string>()
  const waiting = Object.keys((await packageJson('.')).dependencies ?? {})
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    const all = Object.keys((await packageJson(join('node_modules', name))).dependencies ?? {})
    waiting.push(...(onlyOf[name] ?? all))
  }
  // The build's own bring no dependencies into the page.
  return [...found, ...shippedByBuild].sort()
}

async function packageEntry(name: string): Promise<Entry> {
  const { version, license: stated, repository: home } = await packageJson(join('node_modules', name))
  const license = chosenLicence[name] ?? stated
  if (license === undefined) throw new Error(`${name} states no licence`)
  const source = (typeof home === 'string' ? home : (home?.url ?? '')).replaceAll(/^git\+|\.git$/g, '')
  const text = ownText[name] ?? (await licenceFile(name)) ?? (await neighboursLicence(name, license))
  return entry({ name, version, licence: license, text, source })
}

/** For a package without a licence file, the one of a package beside it. */
async function neighboursLicence(name: string, stated: string): Promise<string> {
  const neighbour = licenceFileOf[name]
  const text = neighbour && (await licenceFile(neighbour))
  if (!text) throw new Error(`${name} has no licence file: add a row to licenceFileOf`)
  return `${name} states "${stated}" and comes without a licence file.
This is the one of ${neighbour}, by the same author in the same repository.

${text}`
}

/** The texts of a package's licence and notice files. */
async function licenceFile(name: string): Promise<string | undefined> {
  const folder = join(repository, 'node_modules', name)
  const names = (await readdir(folder)).filter(file =>
    /^(licen[cs]e(-mit)?|copying|notice)(\.(md|markdown|txt))?$/i.test(file),
  )
  if (names.length === 0) return undefined
  const texts = await Promise.all(names.sort().map(file => readFile(join(folder, file), 'utf8')))
  // Vite appends the licences of what builds the page and does not come with it.
  return texts.join('\n\n').split('\n# Licenses of bundled dependencies')[0]
}

async function entry(part: Part): Promise<Entry> {
  const whole = await withApacheText(part)
  checkTerms(part.name, part.licence, whole)
  const slug = part.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  const { name, version, licence, source } = part
  const title = [name, version].filter(Boolean).join(' ')
  const text = `${title}\n${source}\nLicence: ${licence}\n\n${whole.replaceAll('\r\n', '\n').replace(/^\n+/, '').trimEnd()}\n`
  return { name, licence, source, file: `${slug}.txt`, text, ...(version === undefined ? {} : { version }) }
}

/** Some point to the Apache licence by its address; it asks to be passed on whole. */
async function withApacheText({ licence, text }: Part): Promise<string> {
  if (!licence.startsWith('Apache-2.0') || text.includes('TERMS AND CONDITIONS')) return text
  return `${text}\n\n${await readFile(join(repository, 'LICENSE'), 'utf8')}`
}

/** Every file that belongs into public/licenses/, by name, as it should be now. */
export async function licenceFiles(): Promise<ReadonlyMap<string, string>> {
  const all = (parts: readonly Part[]) => Promise.all(parts.map(entry))
  const own = await packageJson('.')
  const hermit: Part = {
    name: 'Hermit',
    version: own.version,
    licence: own.license ?? '',
    source: 'This page and everything in it that is not named below.',
    text: '',
  }
  const sections: readonly Section[] = [
    { en: 'Hermit itself', zh: 'Hermit 本身', entries: await all([hermit]) },
    { en: 'The models', zh: '模型', entries: await all([model, embeddingModelPart]) },
    {
      en: 'Packages',
      zh: '软件包',
      entries: await Promise.all((await shippedPackages()).map(packageEntry)),
    },
    { en: 'Inside @wllama/wllama', zh: '@wllama/wllama 内含', entries: await all(wllamaParts) },
    { en: 'Inside @mlc-ai/web-llm', zh: '@mlc-ai/web-llm 内含', entries: await all(webllmParts) },
    {
      en: 'Inside the model library for WebGPU',
      zh: 'WebGPU 模型库内含',
      entries: await all(modelLibraryParts),
    },
    { en: 'Inside onnxruntime-web', zh: 'onnxruntime-web 内含', entries: await all(onnxRuntimeParts) },
    {
      en: 'Inside what Emscripten compiled of these',
      zh: '以上由 Emscripten 编译的部分内含',
      entries: await all(emscriptenParts),
    },
    {
      en: 'Inside hash-wasm; tslib also inside @mlc-ai/web-llm',
      zh: 'hash-wasm 内含；tslib 亦见于 @mlc-ai/web-llm',
      entries: await all(scriptParts),
    },
    {
      en: 'Inside katex and @shikijs/langs',
      zh: 'katex 与 @shikijs/langs 内含',
      entries: await all(markdownParts),
    },
    { en: 'Names and numbers of the tools', zh: '工具所用的名称与数据', entries: await all(abilityParts) },
    { en: 'Inside pdfjs-dist', zh: 'pdfjs-dist 内含', entries: await all(documentParts) },
  ]
  const entries = sections.flatMap(section => section.entries)
  const files = new Map(entries.map(({ file, text }) => [file, text]))
  if (files.size !== entries.length) throw new Error('Two parts have the same file name.')
  return files.set('index.html', licencePage(sections))
}

async function write(): Promise<void> {
  const files = await licenceFiles()
  await mkdir(licencesFolder, { recursive: true })
  for (const name of await readdir(licencesFolder)) {
    if (!files.has(name) && name !== 'licenses.css') await rm(join(licencesFolder, name))
  }
  for (const [name, text] of files) await writeFile(join(licencesFolder, name), text)
  console.log(`${files.size} files in public/licenses`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write()
