import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { RouterWeights } from '../src/agent/route/classifier.ts'
import { embeddingModelName } from '../src/embedding/embedding-model.ts'
import { labelledRequests } from './router/dataset.ts'
import { readToolExamples } from './router/tool-examples.ts'
import { trainRouter } from './router/train.ts'

// npx tsx scripts/make-router.ts [--check]: makes the classifier of requests from all examples, unless it was made from
// the same ones before, and prints the path of the file. The build and the development server run it
// (router/plugin.ts). --check prints what cross-validation on the examples gives instead.

const folder = fileURLToPath(new URL('../.cache/router/', import.meta.url))
/** Files that decide what the weights are, beside the examples. */
const makers = [
  './router/train.ts',
  './router/softmax.ts',
  './router/pack.ts',
  '../src/agent/route/features.ts',
  '../src/text/words.ts',
]

/** The weights for the examples as they are now: from .cache/router/, or made anew. */
export async function routerWeights(): Promise<{ readonly path: string; readonly weights: RouterWeights }> {
  const requests = await labelledRequests(await readToolExamples())
  const hash = createHash('sha256').update(JSON.stringify([embeddingModelName, requests]))
  for (const maker of makers) hash.update(await readFile(new URL(maker, import.meta.url)))
  const name = `weights-${hash.digest('hex').slice(0, 16)}.json`
  const path = folder + name
  if (existsSync(path)) return { path, weights: JSON.parse(await readFile(path, 'utf8')) }
  const began = Date.now()
  await mkdir(folder, { recursive: true })
  const weights = await trainRouter(requests, `${folder}vectors.json`)
  // Another build may be making the same: what is read is always whole.
  const partial = `${path}.${process.pid}`
  await writeFile(partial, JSON.stringify(weights))
  await rename(partial, path)
  for (const other of await readdir(folder)) {
    if (/^weights-[0-9a-f]+\.json$/.test(other) && other !== name) await rm(folder + other, { force: true })
  }
  console.error(
    `The router was made from ${requests.length} requests in ${((Date.now() - began) / 1000).toFixed(1)} s.`,
  )
  return { path, weights }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--check')) {
    const { crossValidate } = await import('./router/cross-validate.ts')
    await crossValidate(await labelledRequests(await readToolExamples()), `${folder}vectors.json`)
  } else console.log((await routerWeights()).path)
}
