import type { Sample } from './harder.ts'

/** What the samples so far say together. */
export interface Vote {
  /** Index of the sample that stands for the answer; null while none has ended with a text. */
  readonly picked: number | null
  /** The final answer that most samples share; null where none has one. */
  readonly final: string | null
  /** How many samples share it. */
  readonly agree: number
}

type Voter = Pick<Sample, 'final' | 'status' | 'text'>

/** Samples of one vote, as indexes in order. */
interface Group {
  readonly final: string
  readonly members: readonly number[]
}

/** That a sample was written to its end, or to its longest length. */
export function hasEnded({ status }: Pick<Sample, 'status'>): boolean {
  return status === 'done' || status === 'length'
}

/** What two final answers have alike that count as one: "50%" and "50" answer the same question alike. */
export function voteKey(final: string): string {
  return final.replace(/%$/, '')
}

/** Groups in the order of their first members; a sample without a final answer has no vote. */
function groupsOf(samples: readonly Voter[]): Group[] {
  const groups = new Map<string, { readonly final: string; readonly members: number[] }>()
  for (const [index, sample] of samples.entries()) {
    if (sample.final === null || !hasEnded(sample)) continue
    const key = voteKey(sample.final)
    const group = groups.get(key)
    if (group) group.members.push(index)
    else groups.set(key, { final: sample.final, members: [index] })
  }
  return [...groups.values()]
}

/** Of equals the one that came first: the first sample is the model's best guess. */
function leaderOf(groups: readonly Group[]): Group | undefined {
  const most = Math.max(...groups.map(({ members }) => members.length))
  return groups.find(({ members }) => members.length === most)
}

/** The earliest sample that is whole, so that what is shown stays when another one agrees; else the earliest. */
function speakerOf(samples: readonly Voter[], members: readonly number[]): number | null {
  const told = members.filter(index => samples[index]?.text !== '')
  return told.find(index => samples[index]?.status === 'done') ?? told[0] ?? null
}

/** Counts votes: the final answer that most samples share wins. Where none has one, the earliest sample does. */
export function vote(samples: readonly Voter[]): Vote {
  const leader = leaderOf(groupsOf(samples))
  if (leader) {
    const { final, members } = leader
    return { picked: speakerOf(samples, members), final, agree: members.length }
  }
  const ended = [...samples.entries()].flatMap(([index, sample]) => (hasEnded(sample) ? [index] : []))
  return { picked: speakerOf(samples, ended), final: null, agree: 0 }
}

/** Whether so many more samples could not change which final answer wins. */
export function isDecided(samples: readonly Voter[], remaining: number): boolean {
  const groups = groupsOf(samples)
  const leader = leaderOf(groups)
  if (!leader) return false
  const votes = leader.members.length
  // An answer that nobody has given yet would be the latest of all.
  const rivals = [...groups, { final: '', members: [] }].filter(group => group !== leader)
  return rivals.every(rival => {
    const isEarlier = groups.indexOf(rival) !== -1 && groups.indexOf(rival) < groups.indexOf(leader)
    const most = rival.members.length + remaining
    return isEarlier ? most < votes : most <= votes
  })
}

/** One sample for each final answer there is, and each sample that has none: what is worth comparing. */
export function candidatesOf(samples: readonly Voter[]): number[] {
  const speakers = groupsOf(samples).flatMap(({ members }) => speakerOf(samples, members) ?? [])
  const others = [...samples.entries()].flatMap(([index, sample]) =>
    sample.final === null && hasEnded(sample) && sample.text !== '' ? [index] : [],
  )
  return [...speakers, ...others].sort((a, b) => a - b)
}
