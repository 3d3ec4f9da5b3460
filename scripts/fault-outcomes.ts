import { relative } from 'node:path'
import * as z from 'zod/mini'
import type { TestOutcome } from './fault-table.ts'

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

/** Outcomes in the report that vitest's JSON reporter wrote. Throws where it is none. */
export function vitestOutcomes(report: unknown, root: string): TestOutcome[] {
  const { testResults } = z.parse(vitestReport, report)
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      file: relative(root, name),
      title: fullName,
      status: status === 'passed' || status === 'failed' ? status : ('skipped' as const),
    })),
  )
}

const spec = z.object({
  title: z.string(),
  file: z.string(),
  tags: z._default(z.array(z.string()), []),
  tests: z.array(z.object({ status: z.string(), results: z.array(z.unknown()) })),
})
interface Suite {
  readonly title: string
  readonly specs: readonly z.infer<typeof spec>[]
  readonly suites?: readonly Suite[] | undefined
}
const suite: z.ZodMiniType<Suite> = z.object({
  title: z.string(),
  specs: z.array(spec),
  suites: z.optional(z.array(z.lazy(() => suite))),
})
const playwrightReport = z.object({
  suites: z.array(suite),
  errors: z._default(z.array(z.object({ message: z.optional(z.string()) })), []),
})

/** What Playwright's JSON reporter wrote: outcomes, tags at the end of their titles, and errors outside of tests. */
export function playwrightOutcomes(
  report: unknown,
  testDir: string,
): { readonly outcomes: TestOutcome[]; readonly errors: string[] } {
  const { suites, errors } = z.parse(playwrightReport, report)
  const specs = suites.flatMap(specsOf)
  const outcomes = specs.flatMap(({ title, file, tags, tests }) =>
    tests.map(({ status }) => ({
      file: `${testDir}/${file}`,
      // A tag in the title is reported as a tag as well.
      title: [
        title,
        ...tags.map(tag => `@${tag.replace(/^@/, '')}`).filter(tag => !title.includes(tag)),
      ].join(' '),
      status: statusOf(status),
    })),
  )
  return { outcomes, errors: errors.map(({ message }) => message ?? 'an error without words') }
}

function specsOf({ specs, suites = [] }: Suite): z.infer<typeof spec>[] {
  return [...specs, ...suites.flatMap(specsOf)]
}

/** Playwright's 'flaky' failed at first: a fault that is survived at the second try is not survived. */
function statusOf(status: string): TestOutcome['status'] {
  if (status === 'expected') return 'passed'
  return status === 'skipped' ? 'skipped' : 'failed'
}
