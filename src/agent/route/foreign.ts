import type { Tool } from '../../abilities/tool.ts'
import { cutWords, normalise } from '../../text/words.ts'
import { isNamed, ownName } from '../naming.ts'
import { conceptsOf } from './concepts.ts'

/** A tool that no classifier was trained on, and how near a request is to it, from 0 to about 1. */
export interface Nearness {
  readonly tool: string
  readonly score: number
  /** How much it sounds like one of the tool's examples, small words and all, from 0 to 1. */
  readonly like: number
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
  /** How people ask for it, word by word. */
  readonly phrases: readonly ReadonlySet<string>[]
  /** Whether a request names this very tool. */
  readonly isNamed: (request: string) => boolean
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
    name: unitsOf([ownName(tool).replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '), tool.title.en]),
    all: termsOf([
      ownName(tool),
      ...Object.values(tool.title),
      tool.description,
      ...examples,
      ...argumentWords(tool.parameters),
    ]),
    source: termsOf([tool.source ?? '']),
    phrases: examples.map(allTermsOf),
    isNamed: request => isNamed(request, tool),
    texts: [`${tool.title.en}. ${tool.description}`, ...examples],
  }
}

/**
 * How near a request is to each of some tools, by words: those of the name count most, and those that many of the tools
 * share count little. In the tools' order.
 */
export function nearByWords(request: string, tools: readonly ToolWords[]): readonly Nearness[] {
  const asked = termsOf([request])
  const said = allTermsOf(request)
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
    return {
      tool: tool.tool,
      score,
      like: Math.max(0, ...tool.phrases.map(phrase => likeness(said, phrase))),
    }
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
  return byWords.map(({ tool, score, like }, index) => {
    const near = (vectors[index] ?? []).map(vector => dot(request, vector))
    return { tool, like, score: 0.5 * score + 0.5 * Math.max(0, ...near) }
  })
}

/**
 * With so much nearness one is chosen where the request is for an app as such, and by itself; with so much by words it
 * is worth a look at the meaning.
 */
export const nearEnough = { forAnApp: 0.2, alone: 0.5, doubt: 0.4 } as const

/**
 * The nearest, where it is near enough and no other is as near; of several, the one that people ask for in such words:
 * "get me a latte" and "how much is a latte" are about the same things.
 */
export function nearest(all: readonly Nearness[], least: number): Nearness | undefined {
  const top = Math.max(0, ...all.map(({ score }) => score))
  if (top < least) return undefined
  const [first, second] = all.filter(({ score }) => score > 0.97 * top).toSorted((a, b) => b.like - a.like)
  return first && second && first.like < second.like + clearlyMore ? undefined : first
}

const clearlyMore = 0.1

/** Shared words in all words of two texts. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size + b.size === 0 ? 0 : (2 * overlap(a, b)) / (a.size + b.size)
}

function allTermsOf(text: string): ReadonlySet<string> {
  return new Set(cutWords(normalise(text)).map(({ term }) => term.toLowerCase()))
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
