import * as z from 'zod/mini'
import type { Part } from './plan.ts'

/** How long a summary is to be; a page has key points with their pages. */
export const summaryLengths = ['line', 'paragraph', 'page'] as const
export type SummaryLength = (typeof summaryLengths)[number]

/** What a person chose for a summary. */
export interface SummarySettings {
  readonly length: SummaryLength
  /** 'document' is the document's own; else a language code. */
  readonly language: string
}

/**
 * Who writes: nobody ('extract'), a small model that is given key sentences ('from-extract': it keeps hardly a fact
 * of a raw text), or a larger one that reads the text itself.
 */
export type SummaryWay = 'extract' | 'from-extract' | 'from-text'

/** One statement of a summary, and the place in the document that it is from. */
export interface Point {
  readonly text: string
  /** Offsets into the document's text, as in DocumentText. */
  readonly start: number
  readonly end: number
  readonly page?: number | undefined
  /** 'text' is word for word. */
  readonly by: 'model' | 'text'
}

/** What came of one step: the statements of one part, or of several together. */
export interface StepResult {
  readonly points: readonly Point[]
  /** Sentences that the model wrote, and how many of them were not taken. */
  readonly written: number
  readonly refused: number
}

/** A summary that is whole. */
export interface Summary {
  readonly headline?: Point | undefined
  readonly paragraph: readonly Point[]
  readonly points: readonly Point[]
  readonly written: number
  readonly refused: number
  /** The language it was asked for in. */
  readonly language: string
  /** What could not be written in that language stands in the document's. */
  readonly isMixed?: boolean | undefined
}

const pointSchema = z.object({
  text: z.string(),
  start: z.number(),
  end: z.number(),
  page: z.optional(z.number()),
  by: z.enum(['model', 'text']),
})
const stepSchema = z.object({ points: z.array(pointSchema), written: z.number(), refused: z.number() })
const summarySchema = z.object({
  headline: z.optional(pointSchema),
  paragraph: z.array(pointSchema),
  points: z.array(pointSchema),
  written: z.number(),
  refused: z.number(),
  language: z.string(),
  isMixed: z.optional(z.boolean()),
})
const partSchema = z.object({
  start: z.number(),
  end: z.number(),
  page: z.optional(z.number()),
  headings: z.array(z.string()),
})

/** What is written down when a summary is begun, so that it can be gone on with: `summary/<hash>/job`. */
export interface SummaryJob extends SummarySettings {
  readonly way: SummaryWay
  /** Empty where no model has a part in it. */
  readonly modelName: string
  /** Milliseconds since the epoch. */
  readonly beganAt: number
  readonly updatedAt: number
  /** Steps that are done, and all there will be as far as is known. */
  readonly done: number
  readonly of: number
  readonly isDone: boolean
  /** As the document was cut: what is gone on with is cut alike. */
  readonly parts: readonly Part[]
}

const jobSchema = z.object({
  length: z.enum(summaryLengths),
  language: z.string(),
  way: z.enum(['extract', 'from-extract', 'from-text']),
  modelName: z.string(),
  beganAt: z.number(),
  updatedAt: z.number(),
  done: z.number(),
  of: z.number(),
  isDone: z.boolean(),
  parts: z.array(partSchema),
})

/** What was stored of a step; undefined where it is not that. */
export function parseStep(value: unknown): StepResult | undefined {
  const parsed = stepSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** The same of a whole summary. */
export function parseSummary(value: unknown): Summary | undefined {
  const parsed = summarySchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** The same of a job. */
export function parseJob(value: unknown): SummaryJob | undefined {
  const parsed = jobSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** All statements of a summary, each once. */
export function allPoints({ headline, paragraph, points }: Summary): readonly Point[] {
  return [...(headline ? [headline] : []), ...paragraph, ...points]
}

/** What share of a summary's letters the model wrote, 0 to 1; 0 is word for word. */
export function modelShare(summary: Summary): number {
  const all = allPoints(summary)
  const letters = all.reduce((sum, { text }) => sum + text.length, 0)
  const own = all.reduce((sum, { text, by }) => sum + (by === 'model' ? text.length : 0), 0)
  return letters === 0 ? 0 : own / letters
}

/** In characters of English; a Chinese text says the same in so much less. */
export const chineseShare = 0.36

/** What a summary may be long, in characters. */
export interface Lengths {
  /** Of each part, before they are put together. */
  readonly part: number
  readonly headline: number
  readonly paragraph: number
  readonly points: number
  readonly mostPoints: number
}

/** The lengths for a choice, in the letters of a language. */
export function lengthsOf(length: SummaryLength, language: string): Lengths {
  const scale = language === 'zh' || language === 'ja' ? chineseShare : 1
  const of = (characters: number) => Math.round(characters * scale)
  return {
    part: of(length === 'page' ? 520 : 360),
    headline: of(180),
    paragraph: of(length === 'line' ? 0 : 560),
    points: of(length === 'page' ? 2400 : 0),
    mostPoints: length === 'page' ? 16 : 0,
  }
}

/** Names the settings of a job among the parts stored with a document: the same for the same, FNV-1a. */
export function settingsHash(...settings: readonly (string | number)[]): string {
  let hash = 0x811c9dc5
  for (const character of JSON.stringify(settings)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return (hash >>> 0).toString(36)
}
