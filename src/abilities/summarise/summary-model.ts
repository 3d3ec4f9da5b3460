import type { AnswerModel } from '../../chat/answering.ts'
import { createCounting } from '../../chat/context/counting.ts'
import { promptFor } from './prompt.ts'
import type { SummaryWay } from './summary.ts'

/** What is known of the model in use before it is asked anything. */
export interface ModelFacts {
  readonly name: string
  /** Parameters, in millions. */
  readonly parametersM: number
  /** Codes of the languages it writes. */
  readonly languages: readonly string[]
}

/** The session over an engine, as summaries use it. */
export interface SummaryModel extends AnswerModel {
  facts(): ModelFacts
}

/** Models below this keep hardly a fact of a text that they read: they are given key sentences. In millions. */
const readsTextM = 900
/** So much context is needed to read parts of a text that are worth reading. */
const readsTextTokens = 2048
/** Longer parts are read less closely, and more is lost where one is begun again. */
const longestPartTokens = 3000
/** A part of which a small model is given the key sentences; it never reads the whole. */
const extractedPartTokens = 900
/** A sentence takes no more, in tokens. */
export const sentenceTokens = 56
/** Where counting is reading: tokens a character, on the safe side. */
const [latinTokens, otherTokens] = [0.36, 1.6]

/** A model of so many languages and this size writes most; in millions. */
const manyLanguages = 3

/** The languages a model writes, as codes without a region; of one that does not say, those it most likely does. */
export function languagesOf({ languages, parametersM }: ModelFacts): readonly string[] {
  if (languages.length > 0) return [...new Set(languages.map(code => code.split('-')[0] ?? code))]
  return parametersM >= readsTextM ? ['en', 'zh'] : ['en']
}

/** Whether a model writes a language. 'und' is one that was not told: many models write most. */
export function canWrite(facts: ModelFacts, language: string): boolean {
  const { languages, parametersM } = facts
  if (language === 'und') return languages.length >= manyLanguages && parametersM >= readsTextM
  return languagesOf(facts).includes(language)
}

/** How a summary in a language is made with this model. @param language Of the summary. */
export function wayFor(
  facts: ModelFacts,
  contextTokens: number,
  languages: { readonly document: string; readonly summary: string },
): SummaryWay {
  if (!canWrite(facts, languages.summary) || !canWrite(facts, languages.document)) return 'extract'
  if (facts.parametersM >= readsTextM && contextTokens >= readsTextTokens) return 'from-text'
  return languages.summary === languages.document ? 'from-extract' : 'extract'
}

/** How many tokens a part may count, and what counts them. Waits until the model is loaded. Throws FaultError. */
export async function partRoom(
  model: SummaryModel,
  way: Exclude<SummaryWay, 'extract'>,
  wish: { readonly sentences: number; readonly language: string },
  signal: AbortSignal,
): Promise<{ readonly limitTokens: number; readonly count: (text: string) => Promise<number> }> {
  const counting = createCounting(model)
  const isSlow = way === 'from-extract' || (await counting.isSlow([], signal))
  const contextTokens = model.contextTokens() ?? readsTextTokens
  const room = contextTokens - wish.sentences * sentenceTokens - 16
  return {
    limitTokens: way === 'from-text' ? Math.min(longestPartTokens, room) : extractedPartTokens,
    count: async text =>
      isSlow ? estimate(text) : counting.count(promptFor({ way, material: text, ...wish }), signal),
  }
}

function estimate(text: string): number {
  const others = text.match(/[^\p{Script=Latin}\p{P}\p{N}\s]/gu)?.length ?? 0
  return Math.ceil((text.length - others) * latinTokens + others * otherTokens)
}
