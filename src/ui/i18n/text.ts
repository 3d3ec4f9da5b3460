import { createContext, useContext } from 'react'
import type { Fault } from '../../fault.ts'
import { en } from './en.ts'
import { zhCn } from './zh-cn.ts'

/** The shape that every language has: the same keys, the same parameters. */
export type Text = typeof en

export type Language = 'en' | 'zh-CN'

const tables: Record<Language, Text> = { en, 'zh-CN': zhCn }

/** All that Hermit says in a language. */
export function textOf(language: Language): Text {
  return tables[language]
}

/** The language to speak: what the person chose, else the first of the browser's that we have, else English. */
export function chooseLanguage(chosen: 'system' | Language, preferred: readonly string[]): Language {
  if (chosen !== 'system') return chosen
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh-CN'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}

/** The sentence for a fault; a record from a later version may carry a code that we do not know. */
export function faultSentence(text: Text, fault: Fault): string {
  const sentence: ((numbers: Readonly<Record<string, number>>) => string) | undefined =
    text.faults[fault.code]
  return sentence?.(fault.numbers ?? {}) ?? text.unknownFault
}

export const TextContext = createContext<Text>(en)

/** All that Hermit says, in the language in use. */
export function useText(): Text {
  return useContext(TextContext)
}
