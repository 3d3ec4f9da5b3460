import type { ModelCard } from '../../models/model.ts'
import { languageOf, languages } from './languages.ts'

/** What is known of a model before it is asked: a card's fields, or an offer's. */
export type TranslatorModel = Pick<ModelCard, 'id' | 'name' | 'parametersM' | 'languages' | 'isBase'>

/** Why a model is not asked to translate. */
export type NoTranslator =
  /** It was tried: of ten sentences between English and Chinese none came out right. */
  | 'tried'
  | 'too-small'
  /** It knows one language only. */
  | 'one-language'
  /** It is made for something else: code, pictures, vectors, thinking aloud. */
  | 'made-for-other'
  /** It goes on with texts and is not known to translate by that. */
  | 'base'
  /** Nothing is known of its family. */
  | 'unknown'

/** Whether a model can translate, how it is asked, and between which languages. */
export type Translator =
  | {
      readonly can: 'chat'
      /** Codes: from any of them into any other. */
      readonly languages: readonly string[]
    }
  | {
      /** It has no chat template: it goes on with a list of examples. */
      readonly can: 'completion'
      readonly pairs: readonly (readonly [from: string, to: string])[]
    }
  | { readonly can: 'no'; readonly why: NoTranslator }

/** A family of models, and from how many millions of parameters on it translates. */
interface Family {
  readonly name: RegExp
  readonly atLeastM: number
  /** What it knows beside what its card says. */
  readonly knows?: readonly string[]
}

/*
 * By family and size, as their makers describe them: none of these but the first two could be tried here. Sizes are a
 * little under the round number, since counts differ with what is counted.
 */
const families: readonly Family[] = [
  // For tests and interface work; nobody is offered it.
  { name: /^scripted$/, atLeastM: 0, knows: ['en', 'zh', 'fr', 'ar'] },
  { name: /\bqwen\s?-?(2\.5|3|3\.5)\b/, atLeastM: 1400, knows: ['en', 'zh'] },
  { name: /\bgemma\s?-?[234]n?\b/, atLeastM: 950, knows: ['en', 'zh'] },
  // Its makers name no Chinese.
  { name: /\bllama\s?-?3(\.\d)?\b/, atLeastM: 3000 },
  { name: /\bphi\s?-?[34](\.5)?\b/, atLeastM: 3700 },
  { name: /\b(mi|mini)stral\b/, atLeastM: 3000 },
]

/** What was tried and could not. */
const tried = /\bsmollm\d?\b/
const madeForOther = /\b(coder|code|vision|vl|embedding|embed|math|reasoning|r1|distill|guard)\b/

/** Tells from what is known of a model whether it can translate. */
export function translatorOf(model: TranslatorModel): Translator {
  // "Qwen2.5-1.5B" and "gemma3_270m" are several words each.
  const words = `${model.id} ${model.name}`.toLowerCase().replaceAll(/[_/]/g, ' ')
  const spaced = words.replaceAll(/(gemma|qwen|llama|phi)-?(\d)/g, '$1 $2').replaceAll('-', ' ')
  const no = (why: NoTranslator): Translator => ({ can: 'no', why })
  if (model.isBase) {
    // Of twelve Chinese sentences seven came out right in English; into Chinese it is lost.
    const isGemma = /\bgemma 3\b/.test(spaced) && model.parametersM > 200
    return isGemma ? { can: 'completion', pairs: [['zh', 'en']] } : no('base')
  }
  if (tried.test(spaced)) return no('tried')
  if (madeForOther.test(spaced)) return no('made-for-other')
  const family = families.find(({ name }) => name.test(model.id) || name.test(spaced))
  if (!family) return no('unknown')
  if (model.parametersM < family.atLeastM) return no('too-small')
  const codes = [...(family.knows ?? []), ...model.languages].flatMap(code => languageOf(code)?.code ?? [])
  const known = [...new Set(codes)]
  return known.length < 2 ? no('one-language') : { can: 'chat', languages: known }
}

/** Whether a person may have a model try that nothing is known of: what was tried, or cannot chat, is not tried again. */
export function mayTry(translator: Translator): boolean {
  return translator.can === 'no' && (translator.why === 'unknown' || translator.why === 'too-small')
}

/** A model that is tried all the same: between every language, since nothing is known of it. */
export const anyChat: Translator = { can: 'chat', languages: languages.map(({ code }) => code) }

/** Whether it translates from one language into the other. */
export function canTranslate(translator: Translator, from: string, to: string): boolean {
  if (from === to || translator.can === 'no') return false
  if (translator.can === 'chat')
    return translator.languages.includes(from) && translator.languages.includes(to)
  return translator.pairs.some(([a, b]) => a === from && b === to)
}

/** The languages that it translates from. */
export function sourcesOf(translator: Translator): readonly string[] {
  if (translator.can === 'no') return []
  return translator.can === 'chat'
    ? translator.languages
    : [...new Set(translator.pairs.map(([from]) => from))]
}

/** The languages that it translates into from one, or from any. */
export function targetsOf(translator: Translator, from?: string): readonly string[] {
  if (translator.can === 'no') return []
  if (translator.can === 'chat') return translator.languages.filter(code => code !== from)
  return [...new Set(translator.pairs.flatMap(([a, b]) => (from === undefined || a === from ? [b] : [])))]
}
