import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { build } from 'vite'
import { engineFigures } from './engine.ts'
import { fit } from './fit.ts'
import { gpu } from './gpu.ts'
import { journal } from './journal.ts'
import { longChat } from './long-chat.ts'
import { markdown } from './markdown.ts'
import { offlineReload } from './offline-reload.ts'
import { processor } from './processor.ts'
import { readAhead } from './read-ahead.ts'
import { reading } from './reading.ts'
import { redraws } from './redraws.ts'
import { render } from './render.ts'
import { responsive } from './responsive.ts'
import { secondStart } from './second-start.ts'
import { shellPaint } from './shell-paint.ts'
import { size } from './size.ts'
import { storage } from './storage.ts'
import { type BenchResult, table, verdict } from './table.ts'
import { uiOverhead } from './ui-overhead.ts'
import { weights } from './weights.ts'

// npm run bench [-- NAME... --no-build]: measures the built app, prints a table and JSON, and keeps the JSON in
// bench/results/. It fails only where a size or a count breaks its limit: times depend on the machine.

const benches: Readonly<Record<string, () => Promise<BenchResult>>> = {
  size,
  'shell-paint': shellPaint,
  'offline-reload': offlineReload,
  'second-start': secondStart,
  'ui-overhead': uiOverhead,
  storage,
  journal,
  render,
  redraws,
  'long-chat': longChat,
  markdown,
  responsive,
  processor,
  engine: engineFigures,
  gpu,
  'read-ahead': readAhead,
  fit,
  weights,
  reading,
}

const words = process.argv.slice(2)
const wanted = words.filter(word => !word.startsWith('--'))
const unknown = wanted.filter(name => !(name in benches))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}

if (!words.includes('--no-build')) await build({ logLevel: 'warn' })
await mkdir('bench/results', { recursive: true })

for (const [name, measure] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const loadBefore = loadavg()
  const { figures, notes } = await measure()
  const [core] = cpus()
  const machine = { processor: core?.model, cores: cpus().length, loadBefore, loadAfter: loadavg() }
  const json = { bench: name, at: new Date().toISOString(), machine, figures, notes }
  await writeFile(`bench/results/${name}.json`, `${JSON.stringify(json, undefined, 2)}\n`)
  console.log(`\n## ${name}\n`)
  console.log(table(figures))
  for (const note of notes) console.log(`- ${note}`)
  console.log(`- Load of the machine before and after: ${loads(loadBefore)}; ${loads(loadavg())}.`)
  console.log(JSON.stringify(json))
  if (figures.some(each => each.limit?.decides && verdict(each) === 'BROKEN')) process.exitCode = 1
}

function loads(average: readonly number[]): string {
  return average.map(value => value.toFixed(2)).join(' ')
}
