import { describe, expect, test } from 'vitest'
import { playwrightOutcomes, vitestOutcomes } from './fault-outcomes.ts'
import { faultReport, faultRows, faultsOf, judge, storesOf, unknownFaults } from './fault-table.ts'

const passed = (title: string, file = 'e2e/a.spec.ts') => ({ file, title, status: 'passed' as const })
const failed = (title: string, file = 'e2e/a.spec.ts') => ({ file, title, status: 'failed' as const })
const verdicts = (outcomes: Parameters<typeof judge>[0]) =>
  new Map(judge(outcomes).map(({ number, verdict }) => [number, verdict]))

test('there are 44 faults, numbered in order, each with a name of its own', () => {
  expect(faultRows.map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, index) => index + 1))
  expect(new Set(faultRows.map(({ name }) => name)).size).toBe(44)
  expect(faultRows[12]?.name).toBe('the disk is full while an answer streams')
  expect(faultRows[42]?.group).toBe('Privacy and access')
})

test('a title names its faults by a tag or in brackets, and 1 is not 13', () => {
  expect(faultsOf('a thing @fault-13 @alone @fault-1')).toEqual([13, 1])
  expect(faultsOf('a file is refused [fault 41] [fault 42] [fault 41]')).toEqual([41, 42])
  expect(faultsOf('the fault 12 of it all, #fault-3')).toEqual([])
  expect(storesOf('brings back all [round trip 60]')).toBe(60)
  expect(storesOf('a round trip')).toBeUndefined()
})

describe('a fault', () => {
  test('is survived when all of its tests have passed, and only then', () => {
    const found = verdicts([
      passed('a @fault-1'),
      passed('b [fault 1]'),
      passed('c @fault-2'),
      failed('d @fault-2'),
    ])
    expect(found.get(1)).toBe('survived')
    expect(found.get(2)).toBe('NOT SURVIVED')
    expect(found.get(3)).toBe('no test yet')
  })

  test('whose test was skipped is neither', () => {
    const skipped = { ...passed('b @fault-5'), status: 'skipped' as const }
    expect(verdicts([passed('a @fault-5'), skipped]).get(5)).toBe('not run')
  })

  test('that there is not is named', () => {
    expect(unknownFaults([passed('a @fault-45'), passed('b @fault-44'), passed('c @fault-0')])).toEqual([
      passed('a @fault-45'),
      passed('c @fault-0'),
    ])
  })
})

test('the report names where each is proved, what failed, the round trips, and the count', () => {
  const report = faultReport([
    passed('a @fault-1'),
    passed('c @fault-1', 'src/c.test.ts'),
    failed('b @fault-4'),
    passed('export [round trip 60]', 'src/x.test.ts'),
    failed('backup [round trip 50]', 'src/y.test.ts'),
  ])
  const lines = report.split('\n')
  expect(lines.find(line => /^ +1 /.test(line))).toMatch(/survived +e2e\/a\.spec\.ts, src\/c\.test\.ts$/)
  expect(lines).toContain('      failed: e2e/a.spec.ts: b @fault-4')
  expect(lines.find(line => / 44 /.test(line))).toMatch(/no test yet$/)
  expect(lines.slice(-3)).toEqual([
    'round trip 60/60  src/x.test.ts',
    'round trip 0/50  src/y.test.ts',
    'faults survived 1/44',
  ])
  expect(
    faultReport([passed('a @fault-4')], [4, 5])
      .split('\n')
      .at(-1),
  ).toBe('faults survived 1/2')
})

test('vitest’s report is read: names with those of their groups, files from the root', () => {
  const assertion = (fullName: string, status: string) => ({ fullName, status, ancestorTitles: [] })
  const report = {
    testResults: [
      {
        name: '/root/src/a.test.ts',
        status: 'failed',
        assertionResults: [assertion('group [fault 3] one', 'passed'), assertion('two', 'skipped')],
      },
    ],
  }
  expect(vitestOutcomes(report, '/root')).toEqual([
    passed('group [fault 3] one', 'src/a.test.ts'),
    { file: 'src/a.test.ts', title: 'two', status: 'skipped' },
  ])
  expect(() => vitestOutcomes({}, '/root')).toThrow()
})

test('Playwright’s report is read: nested groups, tags once, and a test that passed at the second try has failed', () => {
  const made = (title: string, status: string, tags: string[]) => ({
    ...{ title, tags, file: 'a.spec.ts', ok: true },
    tests: [{ status, results: [{}] }],
  })
  const inner = { title: 'group', specs: [made('b @fault-2', 'expected', ['fault-2'])] }
  const outer = {
    title: 'a.spec.ts',
    specs: [made('a', 'flaky', ['@fault-1']), made('c @fault-3', 'skipped', [])],
    suites: [inner],
  }
  const { outcomes, errors } = playwrightOutcomes(
    { suites: [outer], errors: [{ message: 'no host' }] },
    'e2e',
  )
  expect(outcomes).toEqual([
    failed('a @fault-1'),
    { ...passed('c @fault-3'), status: 'skipped' },
    passed('b @fault-2'),
  ])
  expect(errors).toEqual(['no host'])
})
