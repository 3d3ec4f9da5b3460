import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { playwrightOutcomes, vitestOutcomes } from './fault-outcomes.ts'
import { faultReport, type TestOutcome, unknownFaults } from './fault-table.ts'

/**
 * `npm run faults`: runs every test that bears the number of a fault, from every room, and prints the table. Numbers
 * behind `--` run these faults alone: `npm run faults -- 13 29`. Ends with 1 where a fault was not survived or a test
 * could not run. The app has to be built (`npm run build`; `npm run faults` does).
 */
const wanted = process.argv.slice(2).map(Number)
const numbers = wanted.length > 0 ? `(?:${wanted.join('|')})` : '\\d+'
/** As in `npm run e2e`: journeys of the interface by two, those that load the model or measure time alone. */
const runs = [
  { projects: ['interface', 'phone'], workers: 2 },
  { projects: ['cpu', 'long', 'webgpu', 'faults'], workers: 1 },
]

const folder = await mkdtemp(join(tmpdir(), 'hermit-faults-'))
const outcomes: TestOutcome[] = []
const problems: string[] = []

async function reportOf(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}

function start(command: string, values: readonly string[], environment: Record<string, string> = {}): void {
  spawnSync(command, values, { stdio: 'inherit', env: { ...process.env, ...environment } })
}

/** Files of unit tests with one of these words: reading all the others in would take longer than the tests. */
async function filesWith(words: RegExp): Promise<string[]> {
  const files = (await readdir('src', { recursive: true })).filter(file => file.endsWith('.test.ts'))
  const texts = await Promise.all(files.map(file => readFile(join('src', file), 'utf8')))
  return files.filter((_, index) => words.test(texts[index] ?? '')).map(file => join('src', file))
}

// The number of stores of a round trip is put in when the test runs.
const unitWords = `\\[fault ${numbers}\\]${wanted.length > 0 ? '' : '|\\[round trip [^\\]]+\\]'}`
const unitFiles = await filesWith(new RegExp(unitWords))
if (unitFiles.length > 0) {
  const units = join(folder, 'units.json')
  start('npx', [
    ...['vitest', 'run', ...unitFiles],
    ...['--retry=0', '-t', unitWords, '--reporter=default', '--reporter=json', `--outputFile.json=${units}`],
  ])
  // A test that was left out by its title is reported as skipped, and bears no number.
  outcomes.push(...vitestOutcomes(await reportOf(units), process.cwd()))
}

for (const { projects, workers } of runs) {
  const file = join(folder, `${projects[0]}.json`)
  start(
    'npx',
    [
      'playwright',
      'test',
      ...projects.map(project => `--project=${project}`),
      `--workers=${workers}`,
      '--retries=0',
      `--grep=@fault-${numbers}(?!\\d)`,
      '--reporter=list,json',
    ],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  )
  const read = playwrightOutcomes(await reportOf(file), 'e2e')
  outcomes.push(...read.outcomes)
  problems.push(...read.errors.filter(error => !/No tests found/.test(error)))
}
await rm(folder, { recursive: true })

problems.push(
  ...unknownFaults(outcomes).map(({ file, title }) => `There is no such fault: ${file}: ${title}`),
)
console.log(`\n${faultReport(outcomes, wanted)}`)
for (const problem of problems) console.error(problem)
const hasFailed = outcomes.some(({ title, status }) => /fault|round trip/.test(title) && status === 'failed')
process.exitCode = hasFailed || problems.length > 0 ? 1 : 0
