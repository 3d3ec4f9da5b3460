import type { Contents } from '../documents/contents.ts'
import type { DocumentRecord } from '../documents/document.ts'
import type { StepStore } from './run-summary.ts'
import { parseJob, parseSummary, type Summary, type SummaryJob } from './summary.ts'

/** A summary that lies with its document, whole or begun. */
export interface KeptSummary {
  readonly hash: string
  readonly job: SummaryJob
  /** Absent where it is not done. */
  readonly summary?: Summary
}

/** Where summaries of one document or text are kept: `<hash>/<step>`. */
export interface SummaryShelf {
  steps(hash: string): StepStore
  readJob(hash: string): Promise<SummaryJob | undefined>
  writeJob(hash: string, job: SummaryJob): Promise<void>
  /** All that are here, newest first. */
  list(): Promise<readonly KeptSummary[]>
  remove(hash: string): Promise<void>
}

/** The part of Contents that keeps parts. */
type Parts = Pick<Contents, 'part' | 'putPart' | 'partNames' | 'removePart'>

const prefix = 'summary/'

/** A shelf among the parts of a document. */
export function documentShelf(contents: Parts, document: DocumentRecord): SummaryShelf {
  return shelfOver({
    read: name => contents.part(document, prefix + name),
    write: (name, value) => contents.putPart(document, prefix + name, value),
    names: async start => {
      const names = await contents.partNames(document, prefix + start)
      return names.map(name => name.slice(prefix.length))
    },
    remove: name => contents.removePart(document, prefix + name),
  })
}

/** A shelf for a text that is no document: it is gone with the page. */
export function passingShelf(): SummaryShelf {
  const values = new Map<string, unknown>()
  return shelfOver({
    read: async name => values.get(name),
    write: async (name, value) => void values.set(name, value),
    names: async start => [...values.keys()].filter(name => name.startsWith(start)),
    remove: async name => void values.delete(name),
  })
}

interface Values {
  read(name: string): Promise<unknown>
  write(name: string, value: unknown): Promise<void>
  names(start: string): Promise<readonly string[]>
  remove(name: string): Promise<void>
}

function shelfOver({ read, write, names, remove }: Values): SummaryShelf {
  const readJob = async (hash: string) => parseJob(await read(`${hash}/job`))
  return {
    steps: hash => ({
      read: name => read(`${hash}/${name}`),
      write: (name, value) => write(`${hash}/${name}`, value),
    }),
    readJob,
    writeJob: (hash, job) => write(`${hash}/job`, job),
    async list() {
      const hashes = (await names('')).flatMap(name =>
        name.endsWith('/job') ? [name.slice(0, -'/job'.length)] : [],
      )
      const kept = await Promise.all(
        hashes.map(async (hash): Promise<KeptSummary[]> => {
          const job = await readJob(hash)
          if (!job) return []
          const summary = job.isDone ? parseSummary(await read(`${hash}/result`)) : undefined
          return [{ hash, job, ...(summary ? { summary } : {}) }]
        }),
      )
      return kept.flat().toSorted((a, b) => b.job.updatedAt - a.job.updatedAt)
    },
    async remove(hash) {
      // The job last: what is left of a removal that was cut short can be removed again.
      const all = await names(`${hash}/`)
      for (const name of all.toSorted(name => (name.endsWith('/job') ? 1 : -1))) await remove(name)
    },
  }
}
