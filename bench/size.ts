import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, relative, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BenchResult, Figure } from './table.ts'

const dist = resolve('dist')
/** Strings that only the code of an engine has; the names of its files may stand anywhere. */
const engineMarks = ['n_gpu_layers', 'tokenizer.ggml.tokens', 'createChatCompletion', 'wasmMemory']

/** What must be fetched before the first paint, and what the whole site weighs. */
export async function size(): Promise<BenchResult> {
  const chunks = await firstPaintChunks()
  const files = await filesBelow(dist)
  const scripts = files.filter(path => ['.js', '.mjs'].includes(extname(path)))
  const texts = await Promise.all(scripts.map(path => readFile(path, 'utf8')))
  const unseen = engineMarks.filter(mark => !texts.some(text => text.includes(mark)))
  const withEngine = chunks.filter(({ text }) => engineMarks.some(mark => text.includes(mark)))

  const figures: Figure[] = [
    {
      name: 'JavaScript before the first paint',
      value: chunks.reduce((sum, chunk) => sum + chunk.gzipBytes, 0) / 1000,
      unit: 'kB gzipped',
      limit: { kind: 'at most', value: 150, decides: true },
    },
    {
      name: 'chunks of it with engine code',
      value: withEngine.length,
      unit: 'chunks',
      limit: { kind: 'at most', value: 0, decides: true },
    },
    {
      name: 'marks of engine code that no file has',
      value: unseen.length,
      unit: 'marks',
      limit: { kind: 'at most', value: 0, decides: true },
    },
    ...chunks.map(({ path, gzipBytes }) => ({
      name: `  ${relative(dist, path)}`,
      value: gzipBytes / 1000,
      unit: 'kB gzipped',
    })),
    ...(await totalsByKind(files)),
  ]
  return {
    figures,
    notes: [
      'Before the first paint: the scripts of index.html, what it preloads, the texts of a language, and all they import statically.',
      ...withEngine.map(({ path }) => `Engine code in ${relative(dist, path)}.`),
      ...unseen.map(mark => `"${mark}" is in no script: the search for engine code has lost a mark.`),
    ],
  }
}

interface Chunk {
  readonly path: string
  readonly text: string
  readonly gzipBytes: number
}

async function firstPaintChunks(): Promise<Chunk[]> {
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]+"|<link\b[^>]*rel="modulepreload"[^>]*>/g) ?? []
  const entries = tags.flatMap(tag => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? [])
  // The texts of one language are waited for as well; of the two the larger file counts.
  entries.push(await largestTexts())
  const chunks = new Map<string, Chunk>()
  const open = entries.map(entry => resolve(dist, entry))
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (chunks.has(path)) continue
    const text = await readFile(path, 'utf8')
    chunks.set(path, { path, text, gzipBytes: gzipSync(text, { level: 9 }).byteLength })
    open.push(...staticImports(text).map(name => resolve(path, '..', name)))
  }
  if (chunks.size === 0) throw new Error('dist/index.html loads no script: is it built?')
  return [...chunks.values()]
}

/** The chunk of the language with the most text. */
async function largestTexts(): Promise<string> {
  const names = (await readdir(join(dist, 'assets'))).filter(name => /^(en|zh-cn)-.*\.js$/.test(name))
  const sizes = await Promise.all(
    names.map(async name => ({
      name,
      bytes: gzipSync(await readFile(join(dist, 'assets', name))).byteLength,
    })),
  )
  const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes)
  if (!largest || names.length !== 2) throw new Error('The chunks of the two languages were not found')
  return join('assets', largest.name)
}

/** What a minified module imports or re-exports; import() is another matter. */
function staticImports(text: string): string[] {
  const pattern =
    /(?:^|[;}\n])\s*(?:import|export)\s*(?:[\w$*{}\s,]*?\bfrom\s*|[\w$*{}\s,]*?\}\s*from\s*)?["'](\.[^"']+)["']/g
  return [...text.matchAll(pattern)].flatMap(match => match[1] ?? [])
}

async function totalsByKind(files: readonly string[]): Promise<Figure[]> {
  const bytes = new Map<string, number>()
  for (const path of files) {
    const kind = extname(path) || 'no ending'
    bytes.set(kind, (bytes.get(kind) ?? 0) + (await stat(path)).size)
  }
  return [...bytes]
    .toSorted((a, b) => b[1] - a[1])
    .map(([kind, sum]) => ({ name: `all of ${kind}`, value: sum / 1000, unit: 'kB on disk' }))
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}
