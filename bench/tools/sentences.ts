import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import type { SlotKind } from '../../src/abilities/tool.ts'

/** An argument that a sentence may fill. */
export interface Argument {
  readonly kind: SlotKind
  readonly isRequired: boolean
}

/** The moment that all sentences are said at, a Monday, in the time zone of their language. */
export const saidAt = '2026-11-30T10:00'
/** IANA names, by the language of a sentence. */
export const timeZones = { en: 'Europe/London', zh: 'Asia/Shanghai' } as const
/** The titles of all documents that there are for the sentences. */
export const documents = ['Lease 2025', 'Annual report', '租房合同'] as const

const required = (kind: SlotKind): Argument => ({ kind, isRequired: true })
const optional = (kind: SlotKind): Argument => ({ kind, isRequired: false })

/** What a sentence can be understood as, without `none`: all tools with their arguments, and `app` for what only an app can do. */
export const expectedTools: Readonly<Record<string, Readonly<Record<string, Argument>>>> = {
  calculate: { expression: required('expression') },
  convert_units: { amount: required('number'), from: required('unit'), to: required('unit') },
  convert_currency: { amount: required('number'), from: required('currency'), to: required('currency') },
  calculate_date: { start: optional('date'), offset: optional('duration'), end: optional('date') },
  time_in_place: { place: required('place'), time: optional('time'), from: optional('place') },
  set_timer: { duration: required('duration'), label: optional('text') },
  set_reminder: { text: required('text'), at: required('moment') },
  list_reminders: {},
  cancel_reminder: { text: optional('text') },
  add_note: { text: required('text') },
  find_notes: { query: required('text') },
  search_chats: { query: required('text') },
  search_documents: { query: required('text') },
  summarise_document: { document: required('document') },
  translate_text: { text: required('text'), to: required('language') },
  open_link: { url: required('url') },
  open_map: { place: required('text') },
  write_email: { to: required('person'), subject: optional('text'), body: optional('text') },
  write_message: { to: required('person'), body: required('text') },
  share_text: { text: required('text') },
  copy_text: { text: required('text') },
  save_file: { text: required('text'), name: optional('file') },
  app: {},
}

const languageSchema = z.enum(['en', 'zh'])
const toolSchema = z.enum([...Object.keys(expectedTools), 'none'])
const argumentsSchema = z.record(z.string(), z.union([z.string(), z.number()]))

const sentenceSchema = z.strictObject({
  id: z.string(),
  language: languageSchema,
  text: z.string().check(z.minLength(1)),
  tool: toolSchema,
  args: argumentsSchema,
  /** Whether a tool should run, its call should lack something, or no tool is meant. */
  kind: z.enum(['filled', 'missing', 'none']),
  /** Required arguments that the sentence does not say. */
  missing: z.array(z.string()),
  /** Arguments that are as right as `args`. */
  also: z.optional(z.array(argumentsSchema)),
})

const publicSentenceSchema = z.strictObject({
  id: z.string(),
  language: languageSchema,
  text: z.string().check(z.minLength(1)),
  /** As its source names it; which tool it stands for is in SOURCES.md. */
  intent: z.string(),
  tool: toolSchema,
})

/** Requests for tools of apps, which are known by their schema alone. */
const appSentenceSchema = z.strictObject({
  id: z.string(),
  language: languageSchema,
  tool: z.string(),
  /** Its parameters, with their types. */
  takes: z.record(z.string(), z.enum(['string', 'number'])),
  text: z.string().check(z.minLength(1)),
  args: argumentsSchema,
})

/** A request for a tool of an app with what should come of it. */
export type AppSentence = z.infer<typeof appSentenceSchema>

/** A sentence of ours with what should come of it. */
export type Sentence = z.infer<typeof sentenceSchema>
/** A sentence of a public set with the tool that it asks for. */
export type PublicSentence = z.infer<typeof publicSentenceSchema>

/** All sentences of ours. Throws where the file is not as it should be. */
export function readSentences(): readonly Sentence[] {
  return lines('sentences.jsonl').map(line => sentenceSchema.parse(line))
}

/** Sentences of ours that were written later, and blind (SOURCES.md). Throws where the file is not as it should be. */
export function readFreshSentences(): readonly Sentence[] {
  return lines('fresh.jsonl').map(line => sentenceSchema.parse(line))
}

/** Requests for tools of made-up apps (SOURCES.md). Throws where the file is not as it should be. */
export function readAppSentences(): readonly AppSentence[] {
  return lines('apps.jsonl').map(line => appSentenceSchema.parse(line))
}

/** All sentences of public sets (SOURCES.md). Throws where the file is not as it should be. */
export function readPublicSentences(): readonly PublicSentence[] {
  return lines('public.jsonl').map(line => publicSentenceSchema.parse(line))
}

function lines(file: string): readonly unknown[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}
