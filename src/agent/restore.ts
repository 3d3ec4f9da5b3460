import { byId } from '../storage/three-way.ts'
import type { ConsentEntry } from './consents.ts'
import { type Call, mostCalls } from './log.ts'

/** What a backup holds of the agent. */
export interface AgentRecords {
  readonly consents: readonly ConsentEntry[]
  /** Oldest first. */
  readonly calls: readonly Call[]
}

/** A device on which no tool has done anything. */
export const noAgentRecords: AgentRecords = { consents: [], calls: [] }

/**
 * What is allowed and what was done, after a restore. In a merge what is here stays, and of the backup only what forbids
 * comes in; in a replacement all of it does, but for what would allow something that is forbidden here.
 */
export function restoredAgent(
  mine: AgentRecords,
  theirs: AgentRecords,
  way: 'merge' | 'replace',
): AgentRecords {
  const known = byId(mine.consents)
  const isForbidden = (entry: ConsentEntry) => known.get(entry.id)?.standing === 'never'
  if (way === 'replace') {
    const consents = theirs.consents.map(entry =>
      isForbidden(entry) ? { ...entry, standing: 'never' as const } : entry,
    )
    const ids = byId(consents)
    return {
      consents: [...consents, ...mine.consents.filter(entry => isForbidden(entry) && !ids.has(entry.id))],
      calls: theirs.calls,
    }
  }
  const added = theirs.consents.filter(({ id, standing }) => standing === 'never' && !known.has(id))
  const here = byId(mine.calls)
  const calls = [...mine.calls, ...theirs.calls.filter(({ id }) => !here.has(id))]
  return {
    consents: [...mine.consents, ...added],
    calls: calls.toSorted((a, b) => startOf(a) - startOf(b)).slice(-mostCalls),
  }
}

const startOf = ({ step }: Call) => step.startedAt ?? 0
