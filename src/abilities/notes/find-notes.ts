import { wordsThatMatter } from '../../text/small-words.ts'
import { cutWords, normalise, type QueryWord } from '../../text/words.ts'
import { type Note, notesByTime, noteTitle } from './note.ts'

/** A note that has what was searched for. */
export interface NoteHit {
  readonly note: Note
  /** Words of the note that were found. */
  readonly terms: ReadonlySet<string>
}

/** A title says more than a word somewhere. */
const titleBoost = 3
/** Cut once for a text: a search asks with every letter. */
const cut = new WeakMap<
  Note,
  { readonly all: ReadonlyMap<string, number>; readonly title: ReadonlySet<string> }
>()

function wordsOf(note: Note) {
  const known = cut.get(note)
  if (known) return known
  const all = new Map<string, number>()
  for (const { term } of cutWords(normalise(note.text))) all.set(term, (all.get(term) ?? 0) + 1)
  const title = new Set(cutWords(normalise(noteTitle(note))).map(({ term }) => term))
  const words = { all, title }
  cut.set(note, words)
  return words
}

/**
 * Notes that have all words of a query that matter, best first; where none has all, those that have more than half.
 */
export function findNotes(query: string, notes: Iterable<Note>): readonly NoteHit[] {
  const { required, helpful } = wordsThatMatter(query)
  if (required.length === 0) return []
  const scored = notesByTime(notes).flatMap(note => {
    const found = required.map(word => termsFor(word, note))
    const count = found.filter(terms => terms.length > 0).length
    if (count <= required.length / 2 && count < required.length) return []
    const terms = new Set([...found.flat(), ...helpful.flatMap(word => termsFor(word, note))])
    return [{ note, terms, count, score: scoreOf(terms, note) }]
  })
  const most = Math.max(0, ...scored.map(({ count }) => count))
  return scored
    .filter(({ count }) => count === most)
    .toSorted((a, b) => b.score - a.score)
    .map(({ note, terms }) => ({ note, terms }))
}

/** Words of a note that are this one, or begin with it. */
function termsFor({ term, isPrefix, isAlone }: QueryWord, note: Note): readonly string[] {
  const { all } = wordsOf(note)
  if (!isPrefix) return all.has(term) ? [term] : []
  const terms = [...all.keys()].filter(one => one.startsWith(term))
  // Of a pair that was found by its first character, that one alone is marked.
  return isAlone && terms.length > 0 ? [term] : terms
}

function scoreOf(terms: ReadonlySet<string>, note: Note): number {
  const { all, title } = wordsOf(note)
  let score = 0
  for (const term of terms) {
    score += 1 + Math.log(all.get(term) ?? 1)
    if (title.has(term)) score += titleBoost
  }
  return score
}
