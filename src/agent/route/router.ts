import type { Tool } from '../../abilities/tool.ts'
import { inTime } from '../../abort.ts'
import type { Embedder } from '../../embedding/embedder.ts'
import type { Router } from '../parts.ts'
import { type Chances, type Classifier, openClassifier, type RouterWeights, together } from './classifier.ts'
import { type Clause, chooseClauses, type Guess } from './clauses.ts'
import { hasEvidence } from './evidence.ts'
import { featuresOf } from './features.ts'
import { nearByMeaning, nearByWords, nearEnough, nearest, type ToolWords, wordsOf } from './foreign.ts'
import { shapeOf } from './shape.ts'

export interface RouterParts {
  /** What `scripts/make-router.ts` made: `async () => (await import('virtual:router-weights')).weights`. */
  readonly weights: () => Promise<RouterWeights>
  /** Reads English by meaning; without it, and where it fails or is slow, requests are read by their words alone. */
  readonly embedder?: Pick<Embedder, 'model' | 'embed'>
  /** Longest wait for the embedder, in milliseconds: its model may have to be loaded. Default: 2,500. */
  readonly meaningMs?: number
}

/**
 * Chosen by cross-validation on the examples, and looked at once with the bench (`npx tsx scripts/make-router.ts --check`).
 */
export const thresholds = {
  /** Plain chat by its words, beyond doubt: nothing else is asked. */
  plain: 0.9,
  /** A tool by its words, beyond doubt. */
  sure: 0.97,
  /** Least certainty of a tool by words and meaning together. */
  together: 0.5,
  /** Least certainty of a tool by words alone. */
  alone: 0.5,
  /** How much meaning counts beside words. */
  meaningShare: 0.4,
} as const

interface Reading {
  readonly chances: Chances
  readonly least: number
  readonly vector?: ArrayLike<number>
}

/** Finds what a request asks for. It never fails and never keeps plain chat waiting: in doubt there is no tool. */
export function createRouter(parts: RouterParts): Router {
  const { meaningMs = 2500 } = parts
  let opening: Promise<Classifier> | undefined
  const toolVectors = new Map<string, ArrayLike<number>>()

  function classifier(): Promise<Classifier> {
    opening ??= parts.weights().then(openClassifier)
    opening.catch(() => {
      opening = undefined
    })
    return opening
  }

  /** Undefined where the embedder is not there, fails, or takes too long: then words have to do. */
  async function vectorsOf(
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ArrayLike<number>[] | undefined> {
    if (!parts.embedder || texts.length === 0) return undefined
    const { embedder } = parts
    return inTime(late => embedder.embed(texts, late), meaningMs, signal).catch(() => undefined)
  }

  /** Reads pieces of a request, those that words leave in doubt by meaning as well. */
  async function read(
    own: Classifier,
    pieces: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Reading[]> {
    const byWords = pieces.map(piece => own.byWords(featuresOf(piece)))
    const isReadByMeaning = parts.embedder?.model === own.meaningOf
    const doubtful = pieces.filter(
      (piece, at) => isReadByMeaning && isEnglish(piece) && isInDoubt(byWords[at], own.none),
    )
    const vectors = await vectorsOf(doubtful, signal)
    return pieces.map((piece, at) => {
      const words = byWords[at] ?? new Float32Array()
      const place = doubtful.indexOf(piece)
      const vector = place < 0 ? undefined : vectors?.[place]
      if (!vector) return { chances: words, least: thresholds.alone }
      const chances = together(words, own.byMeaning(vector), thresholds.meaningShare)
      return { chances, least: thresholds.together, vector }
    })
  }

  /** The tool of an app or a server that a piece of a request is about, if any. */
  async function foreignFor(
    piece: string,
    reading: Reading,
    own: Classifier,
    foreign: readonly ToolWords[],
    signal: AbortSignal,
  ): Promise<Guess | undefined> {
    if (foreign.length === 0) return undefined
    const named = foreign.find(({ isNamed }) => isNamed(piece))
    if (named) return { tool: named.tool, certainty: namedCertainty }
    const [best, certainty] = bestOf(reading.chances, own)
    const isForAnApp = best === 'app' && certainty >= leastForAnApp
    const isOurs = best !== 'app' && best !== 'none' && certainty >= reading.least
    const byWords = nearByWords(piece, foreign)
    const isNearByWords = byWords.some(({ score }) => score >= nearEnough.doubt)
    if (isOurs || !(isForAnApp || isNearByWords)) return undefined
    const vector = reading.vector ?? (isEnglish(piece) ? (await vectorsOf([piece], signal))?.[0] : undefined)
    const vectors = vector && (await vectorsOfTools(foreign, signal))
    const near = vector && vectors ? nearByMeaning(byWords, vector, vectors) : byWords
    const chosen = nearest(near, isForAnApp ? nearEnough.forAnApp : nearEnough.alone)
    return (
      chosen && {
        tool: chosen.tool,
        certainty: Math.min(1, Math.max(chosen.score, isForAnApp ? certainty : 0)),
      }
    )
  }

  async function vectorsOfTools(foreign: readonly ToolWords[], signal: AbortSignal) {
    const missing = foreign.flatMap(({ texts }) => texts).filter(text => !toolVectors.has(text))
    const made = missing.length === 0 ? [] : await vectorsOf(missing, signal)
    if (!made) return undefined
    missing.forEach((text, at) => {
      const vector = made[at]
      if (vector) toolVectors.set(text, vector)
    })
    return foreign.map(({ texts }) =>
      texts.flatMap(text => {
        const vector = toolVectors.get(text)
        return vector ? [vector] : []
      }),
    )
  }

  async function routed(
    request: string,
    tools: readonly Tool[],
    signal: AbortSignal,
  ): Promise<readonly Clause[]> {
    const own = await classifier()
    const known = new Set(tools.filter(({ source }) => source === undefined).map(({ name }) => name))
    const foreign = tools.filter(({ source }) => source !== undefined).map(wordsOf)
    const guesses = new Map<string, Guess>()
    return chooseClauses(request, async pieces => {
      const open = [...new Set(pieces)].filter(piece => !guesses.has(piece))
      const readings = await read(own, open, signal)
      for (const [at, piece] of open.entries()) {
        const reading = readings[at]
        if (!reading) continue
        const [best, certainty] = bestOf(reading.chances, own)
        const isOurs = known.has(best) && certainty >= reading.least && hasEvidence(best, piece)
        const other = await foreignFor(piece, reading, own, foreign, signal)
        guesses.set(piece, other ?? { tool: isOurs ? best : undefined, certainty })
      }
      return pieces.map(piece => guesses.get(piece) ?? { tool: undefined, certainty: 0 })
    })
  }

  return {
    async load() {
      await classifier().catch(() => {})
    },

    async route(request, _language, tools, signal) {
      signal.throwIfAborted()
      const shape = shapeOf(request)
      if (!shape || tools.length === 0) return []
      try {
        const clauses = await routed(shape.asked, tools, signal)
        signal.throwIfAborted()
        if (!shape.hasBody) return clauses
        // One thing is wanted of a text that follows, and the text is part of it.
        return clauses.length === 1 ? clauses.map(clause => ({ ...clause, words: request.trim() })) : []
      } catch {
        // Weights that could not be fetched, for one: a chat goes on without its tools.
        signal.throwIfAborted()
        return []
      }
    },
  }
}

/** Who names a tool by its name, means it. */
const namedCertainty = 0.95
/** Of `app`, where a tool of an app or a server is looked for. */
const leastForAnApp = 0.3

function bestOf(chances: Chances, { classes }: Classifier): readonly [string, number] {
  let best = 0
  for (let c = 1; c < chances.length; c++) if ((chances[c] ?? 0) > (chances[best] ?? 0)) best = c
  return [classes[best] ?? 'none', chances[best] ?? 0]
}

/** Whether words alone leave it open what is meant, or whether something is meant at all. */
function isInDoubt(byWords: Chances | undefined, none: number): boolean {
  if (!byWords || (byWords[none] ?? 0) >= thresholds.plain) return false
  return !byWords.some((chance, c) => c !== none && chance >= thresholds.sure)
}

/** The embedding model reads no other language: what it makes of Chinese is the same vector whatever is said. */
function isEnglish(text: string): boolean {
  return (
    /\p{Script=Latin}/u.test(text) && !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text)
  )
}
