/** A stretch of a text, from `start` to before `end`. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** What is marked: the passage that was asked for, what was found, and which of that one is at. */
export type MarkKind = 'passage' | 'match' | 'current'

export interface Mark extends Stretch {
  readonly kind: MarkKind
}

/** A stretch of a part as it is drawn; `mark` says whether, and as what, it is marked. */
export interface MarkedStretch extends Stretch {
  readonly mark?: MarkKind
}

/** More matches than this are of no use to anyone. */
export const mostMatches = 5000

/** Where a text has the words of a query, whatever the case. */
export function matchesIn(text: string, query: string): readonly Stretch[] {
  const wanted = query.trim()
  if (wanted === '') return []
  const words = wanted.split(/\s+/).map(word => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  const matches: Stretch[] = []
  // Blanks stand for line breaks too: a sentence goes on in the next line.
  for (const { index, 0: found } of text.matchAll(new RegExp(words.join('\\s+'), 'giu'))) {
    matches.push({ start: index, end: index + found.length })
    if (matches.length === mostMatches) break
  }
  return matches
}

const rank: Record<MarkKind, number> = { passage: 0, match: 1, current: 2 }

/** A stretch cut where marks begin and end; where they overlap, what one is at goes first, then what was found. */
export function withMarks({ start, end }: Stretch, marks: readonly Mark[]): readonly MarkedStretch[] {
  const within = marks.filter(mark => mark.start < end && mark.end > start)
  if (within.length === 0) return [{ start, end }]
  const cuts = within.flatMap(mark => [Math.max(start, mark.start), Math.min(end, mark.end)])
  const places = [...new Set([start, ...cuts, end])].toSorted((a, b) => a - b)
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? end
    const over = within.filter(mark => mark.start < to && mark.end > from)
    const top = over.toSorted((a, b) => rank[b.kind] - rank[a.kind])[0]
    return { start: from, end: to, ...(top && { mark: top.kind }) }
  })
}

/** What a view is asked to show: `ID` or `ID#start-end`. */
export interface Target {
  readonly id: string
  readonly passage?: Stretch
}

/** Undefined for the front of the library. What is no place in a text is left out. */
export function parseTarget(target: string | undefined): Target | undefined {
  if (!target) return undefined
  const found = /^([^#]+)#(\d{1,10})-(\d{1,10})$/.exec(target)
  if (!found?.[1]) return { id: target.split('#', 1)[0] ?? target }
  const [start, end] = [Number(found[2]), Number(found[3])]
  return start < end ? { id: found[1], passage: { start, end } } : { id: found[1] }
}
