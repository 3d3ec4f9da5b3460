import type { DocumentText } from '../documents/document.ts'
import { createSource, type SourceSentence } from './check.ts'
import { choosable } from './extract.ts'
import { type Part, planParts } from './plan.ts'
import type { Sentence } from './sentences.ts'
import {
  type Lengths,
  lengthsOf,
  type Point,
  parseStep,
  parseSummary,
  type StepResult,
  type Summary,
  type SummaryLength,
  type SummaryWay,
} from './summary.ts'
import { partRoom, type SummaryModel } from './summary-model.ts'
import { type Write, type WritingTask, writePoints } from './write-points.ts'

/** Where the steps of one summary are kept, by name. */
export interface StepStore {
  read(name: string): Promise<unknown>
  write(name: string, value: unknown): Promise<void>
}

/** One summary to be made. The same task with the same store goes on where it was. */
export interface SummaryTask {
  readonly document: DocumentText
  readonly sentences: readonly Sentence[]
  readonly parts: readonly Part[]
  readonly length: SummaryLength
  readonly way: SummaryWay
  /** Codes of the document's language and of the summary's. */
  readonly languages: { readonly document: string; readonly summary: string }
  readonly store: StepStore
  readonly write: Write
  /** Told before the first step and after each; `points` are those of the parts so far. */
  readonly onStep: (step: SummaryStep) => void
}

/** How far a summary has come. */
export interface SummaryStep {
  readonly done: number
  /** All there will be; it may grow when parts have to be put together in several levels. */
  readonly of: number
  /** Of the parts so far, in reading order. */
  readonly points: readonly Point[]
  /** The last step was read back, not made. */
  readonly wasKept: boolean
}

/** Statements of more characters than this are put together in groups before the summary is written. */
const joinCharacters = { 'from-extract': 900, 'from-text': 5000, extract: 5000 } as const
/** So much over its length a paragraph may be. */
const shortEnough = 1.15
/** Steps after the parts: the paragraph and the headline, then what they make. */
const lastSteps = { line: 1, paragraph: 2, page: 2 } as const

/** The parts of a document for a way and a length. Waits until the model is loaded. Throws FaultError. */
export async function planSummary(
  document: DocumentText,
  task: Pick<SummaryTask, 'way' | 'length' | 'languages'>,
  model: SummaryModel,
  signal: AbortSignal,
): Promise<Part[]> {
  const { way, length, languages } = task
  if (way === 'extract') return []
  const { part } = lengthsOf(length, 'en')
  const wish = { sentences: Math.max(1, Math.round(part / 110)), language: languages.summary }
  const room = await partRoom(model, way, wish, signal)
  return planParts(document, {
    limitTokens: room.limitTokens,
    async count(text) {
      signal.throwIfAborted()
      return room.count(text)
    },
  })
}

/**
 * Makes a summary: each part by itself, then what came of them together, level by level. Every step is stored as it
 * is done. An abort throws the signal's reason and leaves what was done. Throws FaultError.
 */
export async function runSummary(task: SummaryTask, signal: AbortSignal): Promise<Summary> {
  const { store, parts, length, way, languages } = task
  const stored = parseSummary(await store.read('result'))
  if (stored) return stored
  const isOther = languages.document !== languages.summary && way !== 'extract'
  const lengths = lengthsOf(length, way === 'extract' ? languages.document : languages.summary)
  const count = { written: 0, refused: 0 }
  let done = 0
  let of = parts.length + lastSteps[length]
  let sofar: readonly Point[] = []
  task.onStep({ done, of, points: sofar, wasKept: true })

  /** A step that was done before, or is done now and stored. */
  async function step(name: string, writing: WritingTask, points?: (result: StepResult) => readonly Point[]) {
    const kept = parseStep(await store.read(name))
    const result = kept ?? (await writePoints(writing, task.write, signal))
    signal.throwIfAborted()
    if (!kept) await store.write(name, result)
    count.written += result.written
    count.refused += result.refused
    done += 1
    if (points) sofar = points(result)
    task.onStep({ done, of, points: sofar, wasKept: kept !== undefined })
    return result.points
  }

  // One that a model began and that goes on without it keeps its parts.
  const isWhole = parts.length === 0
  const whole = isWhole ? [wholeOf(task.document)] : parts
  let nodes: (readonly Point[])[] = []
  if (isWhole) of = 1 + lastSteps[length]
  for (const [index, part] of whole.entries()) {
    const writing = partTask(task, part, partLengths(lengths, whole.length), isOther)
    nodes.push(await step(`part-${index}`, writing, ({ points }) => [...sofar, ...points]))
  }

  const all = nodes.flat()
  /** Without the model: a small one only loses of what it has written itself. */
  const extracted = { ...task, way: 'extract' as const }
  const room = joinCharacters[way]
  for (let level = 1; nodes.length > 1 && lettersOf(nodes.flat()) > room; level++) {
    const groups = groupsOf(nodes, room)
    of = done + groups.length + lastSteps[length]
    const joined: (readonly Point[])[] = []
    for (const [index, group] of groups.entries()) {
      const most = { characters: Math.round(room / 3), sentences: 8 }
      const writing = joinTask(way === 'from-extract' ? extracted : task, group, most)
      joined.push(await step(`level-${level}-${index}`, writing))
    }
    nodes = joined
  }

  const points: readonly Point[] = nodes.flat()
  let paragraph = points
  if (lengths.paragraph > 0) {
    // What is short enough already is not written again.
    const isShort = lettersOf(points) <= lengths.paragraph * shortEnough
    const most = { characters: lengths.paragraph * (isShort ? shortEnough : 1), sentences: 8 }
    paragraph = await step('paragraph', joinTask(isShort ? extracted : task, points, most))
  }
  const [headline] = await step(
    'headline',
    joinTask(task, paragraph, { characters: lengths.headline, sentences: 1 }),
  )
  const most = { characters: lengths.points, sentences: lengths.mostPoints }
  const keyPoints =
    lengths.mostPoints === 0
      ? []
      : (await writePoints(joinTask(extracted, all, most), task.write, signal)).points
  // What stands above it already is not said again.
  const below = paragraph.filter(({ text }) => text !== headline?.text)
  const summary: Summary = {
    ...(headline ? { headline } : {}),
    paragraph: lengths.paragraph === 0 ? [] : below,
    points: keyPoints,
    ...count,
    language: languages.summary,
    isMixed: isOther && [...paragraph, ...keyPoints].some(({ by }) => by === 'text'),
  }
  await store.write('result', summary)
  return summary
}

function wholeOf({ text }: DocumentText): Part {
  return { start: 0, end: text.length, headings: [] }
}

/** Few parts are longer each: what is chosen from them in the end takes as much. */
function partLengths(lengths: Lengths, parts: number): Lengths {
  const wanted = Math.max(lengths.paragraph, lengths.points, lengths.headline)
  return {
    ...lengths,
    part: parts === 1 ? wanted : Math.max(lengths.part, Math.ceil((wanted * 1.3) / parts)),
  }
}

function partTask(task: SummaryTask, part: Part, lengths: Lengths, isOtherLanguage: boolean): WritingTask {
  const { document, way, languages } = task
  const inside = task.sentences.filter(({ start }) => start >= part.start && start < part.end)
  const { sentences, weights, headings } = choosable(document, inside)
  const source = createSource(
    sentences.map(
      ({ start, end, page }): SourceSentence => ({ text: document.text.slice(start, end), start, end, page }),
    ),
  )
  return {
    way,
    material: [...part.headings.slice(-1), document.text.slice(part.start, part.end)].join('\n\n'),
    source,
    language: languages.summary,
    isOtherLanguage,
    mostCharacters: lengths.part,
    mostSentences: Number.POSITIVE_INFINITY,
    weights,
    stressed: [...part.headings, ...headings],
  }
}

/** Statements put together to fewer. They are in the summary's language already. */
function joinTask(
  { way, languages }: Pick<SummaryTask, 'way' | 'languages'>,
  points: readonly Point[],
  most: { readonly characters: number; readonly sentences: number },
): WritingTask {
  return {
    way,
    material: points.map(({ text }) => text).join('\n'),
    source: createSource(points),
    language: languages.summary,
    isOtherLanguage: false,
    mostCharacters: most.characters,
    mostSentences: most.sentences,
  }
}

function lettersOf(points: readonly Point[]): number {
  return points.reduce((sum, { text }) => sum + text.length, 0)
}

/** Neighbouring nodes together: as many as the model reads at once, and two at least, so that each level has fewer. */
function groupsOf(nodes: readonly (readonly Point[])[], room: number): (readonly Point[])[] {
  const groups: Point[][] = []
  let members = 0
  for (const node of nodes) {
    const open = groups.at(-1)
    if (open && (members < 2 || lettersOf(open) + lettersOf(node) <= room)) {
      open.push(...node)
      members += 1
    } else {
      groups.push([...node])
      members = 1
    }
  }
  return groups
}
