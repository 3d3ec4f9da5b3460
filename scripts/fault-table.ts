/** A fault that Hermit has to survive, by its number in the table of 44. */
export interface FaultRow {
  readonly number: number
  readonly group: string
  readonly name: string
}

/** What became of one test that bears the number of a fault, or of a round trip. */
export interface TestOutcome {
  /** Relative to the repository's root. */
  readonly file: string
  readonly title: string
  /** 'skipped': it did not run to its end, so it proves nothing. */
  readonly status: 'passed' | 'failed' | 'skipped'
}

export type FaultVerdict = 'survived' | 'NOT SURVIVED' | 'not run' | 'no test yet'

/** A fault with all tests that prove it. */
export interface JudgedFault extends FaultRow {
  readonly verdict: FaultVerdict
  readonly tests: readonly TestOutcome[]
}

const names: readonly (readonly [group: string, names: readonly string[]])[] = [
  [
    'Download',
    [
      'a shard is cut, its length too large',
      'a shard is cut, without a length',
      'a web page in the place of a shard',
      'an LFS pointer, or nothing, in its place',
      'one bit flipped on the way',
      'the compiled library swapped for another',
      'the list of shards swapped or newer',
      'the tab is killed at half',
      'the server ignores ranges, or the file changed',
      'offline at half, back after a while',
      'the host asks to wait (429, 503)',
    ],
  ],
  [
    'Storage',
    [
      'a quota of 20 MB',
      'the disk is full while an answer streams',
      'a shard truncated on the disk',
      'a bit flipped on the disk',
      'the model evicted, the chats kept',
      'everything evicted; a private window',
      'opening blocked by an old tab',
      'records of a newer version',
      'a migration killed half-way',
      'one record corrupt',
    ],
  ],
  [
    'GPU and worker',
    [
      'the GPU process crashes in mid-answer',
      'it crashes twice, and no GPU is left',
      'the GPU is lost while loading',
      'no GPU, or one below what the model needs',
      'the worker throws or is ended in mid-answer',
      'the worker hangs',
      'the GPU computes wrongly',
      'the browser is killed in mid-answer',
      'the page is reloaded in mid-answer',
    ],
  ],
  [
    'Tabs and updates',
    [
      'two tabs write one chat',
      'two tabs want answers at once',
      'the tab that runs the model crashes',
      'the tab that runs the model is frozen, and returns',
      'a new version comes in mid-answer',
      'an old tab asks for a part that is gone',
    ],
  ],
  [
    'Hostile output and input',
    [
      'an answer tries every way out',
      'links that run code, and their harmless twins',
      'a document gives orders',
      'text made to hold the page up',
      'an import that is wrong, endless, old or cut',
      'a zip that inflates without end',
    ],
  ],
  [
    'Privacy and access',
    ['a whole journey with nobody but this machine to ask', 'every error by keyboard and screen reader'],
  ],
]

/** The 44 faults in their order. */
export const faultRows: readonly FaultRow[] = names
  .flatMap(([group, of]) => of.map(name => ({ group, name })))
  .map((row, index) => ({ number: index + 1, ...row }))

/**
 * The faults that a test proves, by its title and tags: "@fault-13" (a Playwright tag) or "[fault 13]" (in a title
 * for vitest). Numbers that are in no row are given too, so that a slip of the pen is found.
 */
export function faultsOf(text: string): number[] {
  const found = text.matchAll(/@fault-(\d+)\b|\[fault (\d+)\]/g)
  return [...new Set([...found].map(([, tag, bracket]) => Number(tag ?? bracket)))]
}

/** How many generated stores a test takes there and back, by "[round trip 60]" in its title; undefined: it does not. */
export function storesOf(title: string): number | undefined {
  const count = /\[round trip (\d+)\]/.exec(title)?.[1]
  return count === undefined ? undefined : Number(count)
}

/** Every fault with its verdict: it is survived when there are tests of it and all of them have passed. */
export function judge(outcomes: readonly TestOutcome[]): JudgedFault[] {
  return faultRows.map(row => {
    const tests = outcomes.filter(({ title }) => faultsOf(title).includes(row.number))
    return { ...row, tests, verdict: verdictOf(tests) }
  })
}

function verdictOf(tests: readonly TestOutcome[]): FaultVerdict {
  if (tests.length === 0) return 'no test yet'
  if (tests.some(({ status }) => status === 'failed')) return 'NOT SURVIVED'
  return tests.every(({ status }) => status === 'passed') ? 'survived' : 'not run'
}

/** Tests that bear the number of a fault that there is not. */
export function unknownFaults(outcomes: readonly TestOutcome[]): TestOutcome[] {
  return outcomes.filter(({ title }) => faultsOf(title).some(number => !faultRows[number - 1]))
}

/** The table, and under it what was counted, as lines of text; of these faults alone where numbers are given. */
export function faultReport(outcomes: readonly TestOutcome[], only: readonly number[] = []): string {
  const judged = judge(outcomes).filter(({ number }) => only.length === 0 || only.includes(number))
  const nameWidth = Math.max(...judged.map(({ name }) => name.length))
  const verdictWidth = 'NOT SURVIVED'.length
  const lines: string[] = []
  let group = ''
  for (const fault of judged) {
    if (fault.group !== group) lines.push('', fault.group)
    group = fault.group
    const places = [...new Set(fault.tests.map(({ file }) => file))].join(', ')
    const cells = [String(fault.number).padStart(4), fault.name.padEnd(nameWidth)]
    lines.push([...cells, fault.verdict.padEnd(verdictWidth), places].join('  ').trimEnd())
    const failed = fault.tests.filter(({ status }) => status === 'failed')
    lines.push(...failed.map(({ file, title }) => `      failed: ${file}: ${title}`))
  }
  const survived = judged.filter(({ verdict }) => verdict === 'survived').length
  return [...lines, '', ...roundTrips(outcomes), `faults survived ${survived}/${judged.length}`]
    .join('\n')
    .trim()
}

/** One line a kind of round trip. A property stops at the first store that does not come back: then none is claimed. */
function roundTrips(outcomes: readonly TestOutcome[]): string[] {
  return outcomes.flatMap(({ file, title, status }) => {
    const stores = storesOf(title)
    if (stores === undefined || status === 'skipped') return []
    return [`round trip ${status === 'passed' ? stores : 0}/${stores}  ${file}`]
  })
}
