import type { Tool } from '../../abilities/tool.ts'
import { cutWords, normalise } from '../../text/words.ts'
import { conceptsOf } from './concepts.ts'

/** A tool that no classifier was trained on, and how near a request is to it, from 0 to about 1. */
export interface Nearness {
  readonly tool: string
  readonly score: number
}

/** What a tool is compared by: its own words, never those of its results. */
export interface ToolWords {
  readonly tool: string
  /** Of its name and title, in English: concepts where there is one for a word, else the word. */
  readonly name: ReadonlySet<string>
  /** Of its description, its arguments and how people ask for it, those of its name included. */
  readonly all: ReadonlySet<string>
  /** Of whose it is: "at the café, …". */
  readonly source: ReadonlySet<string>
  /** Whole texts to compare vectors with: what it is, and how people ask for it. */
  readonly texts: readonly string[]
}

/** Words of tools' names that say nothing of what is done. */
const hollow: ReadonlySet<string> = new Set(
  'a an the of for to in on at from with by and or my me is are be it this that do get make place run execute new tool app please can you could would i'.split(
    ' ',
  ),
)

/** Reads a tool's words once. */
export function wordsOf(tool: Tool): ToolWords {
  const examples = Object.values(tool.examples ?? {}).flat()
  return {
    tool: tool.name,
    name: unitsOf([tool.name.replaceAll(/[_-]|(?<=\p{Ll})(?=\p{Lu})/gu, ' '), tool.title.en]),
    all: termsOf([
      tool.name.replaceAll(/[_-]/g, ' '),
      ...Object.values(tool.title),
      tool.description,
      ...examples,
      ...argumentWords(tool.parameters),
    ]),
    source: termsOf([tool.source ?? '']),
    texts: [`${tool.title.en}. ${tool.description}`, ...examples],
  }
}

/**
 * How near a request is to each of some tools, by words: those of the name count most, and those that many of the tools
 * share count little. In the tools' order.
 */
export function nearByWords(request: string, tools: readonly ToolWords[]): readonly Nearness[] {
  const asked = termsOf([request])
  const rarity = (term: string) =>
    Math.log(1 + tools.length / (1 + tools.filter(({ all }) => all.has(term)).length))
  const namesOfAll = new Set(tools.flatMap(({ name }) => [...name]))
  const askedOfNames = overlap(asked, namesOfAll)
  return tools.map(tool => {
    const inName = overlap(tool.name, asked)
    // "cancel_order" is not meant where nothing is cancelled, and "place_order" not where something is.
    const name = inName === 0 ? 0 : (2 * inName) / (tool.name.size + askedOfNames)
    let known = 0
    let whole = 0
    for (const term of asked) {
      whole += rarity(term)
      if (tool.all.has(term)) known += rarity(term)
    }
    const isNamed = inName > 0 && overlap(asked, tool.source) > 0
    const score = 0.6 * name + 0.4 * (whole === 0 ? 0 : known / whole) + (isNamed ? namedBonus : 0)
    return { tool: tool.tool, score }
  })
}

/** Who says whose tool it should be, means it. */
const namedBonus = 0.2

/** The same by vectors of whole texts: the nearest of each tool's texts counts, together with the words of its name. */
export function nearByMeaning(
  byWords: readonly Nearness[],
  request: ArrayLike<number>,
  vectors: readonly (readonly ArrayLike<number>[])[],
): readonly Nearness[] {
  return byWords.map(({ tool, score }, index) => {
    const near = (vectors[index] ?? []).map(vector => dot(request, vector))
    return { tool, score: 0.5 * score + 0.5 * Math.max(0, ...near) }
  })
}

/**
 * With so much nearness one is chosen where the request is for an app as such, and by itself; with so much by words it
 * is worth a look at the meaning.
 */
export const nearEnough = { forAnApp: 0.2, alone: 0.5, doubt: 0.4 } as const

/** The nearest, where it is near enough and no other is as near. */
export function nearest(all: readonly Nearness[], least: number): Nearness | undefined {
  const [first, second] = all.toSorted((a, b) => b.score - a.score)
  if (!first || first.score < least) return undefined
  return second && second.score > 0.97 * first.score ? undefined : first
}

/** Words, concepts of words, and pairs of Chinese characters. */
function termsOf(texts: readonly string[]): ReadonlySet<string> {
  const terms = new Set<string>()
  for (const text of texts) {
    const whole = normalise(text)
    for (const { term, kind } of cutWords(whole)) {
      if (kind === 'last' || hollow.has(term)) continue
      terms.add(kind === 'spaced' ? stem(term) : term)
    }
    for (const concept of conceptsOf(whole)) terms.add(concept)
  }
  return terms
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const term of a) if (b.has(term)) shared++
  return shared
}

/** Each word as its concept, where it has one. */
function unitsOf(texts: readonly string[]): ReadonlySet<string> {
  const units = new Set<string>()
  for (const text of texts) {
    for (const { term, kind } of cutWords(normalise(text))) {
      if (kind !== 'spaced' || hollow.has(term)) continue
      const [concept = stem(term)] = conceptsOf(term)
      units.add(concept)
    }
  }
  return units
}

function stem(word: string): string {
  return word.length > 4
    ? word.replace(/(?:ies|es|s|ing|ed)$/u, ending => (ending === 'ies' ? 'y' : ''))
    : word.replace(/(?<=\p{L}{3})s$/u, '')
}

function argumentWords(parameters: unknown): readonly string[] {
  const properties = (parameters as { properties?: Readonly<Record<string, unknown>> }).properties ?? {}
  return Object.entries(properties).flatMap(([name, schema]) => {
    const { description, enum: choices } = (schema ?? {}) as { description?: unknown; enum?: unknown }
    return [
      name.replaceAll('_', ' '),
      ...(typeof description === 'string' ? [description] : []),
      ...(Array.isArray(choices) ? choices.filter(choice => typeof choice === 'string') : []),
    ]
  })
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}
