import { createContext, useContext } from 'react'
import type { Fault } from '../../fault.ts'
import type { en } from './en.ts'

/** The shape that every language has: the same keys, the same parameters. */
export type Text = typeof en

export type Language = 'en' | 'zh-CN'

const loaded = new Map<Language, Text>()

/** Fetches all that Hermit says in a language; only the one in use is part of a start. */
export async function loadText(language: Language): Promise<Text> {
  const text =
    loaded.get(language) ??
    (language === 'en' ? (await import('./en.ts')).en : (await import('./zh-cn.ts')).zhCn)
  loaded.set(language, text)
  return text
}

/** The texts of a language; undefined until loadText() has brought them. */
export function loadedText(language: Language): Text | undefined {
  return loaded.get(language)
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

export const TextContext = createContext<Text | undefined>(undefined)

/** All that Hermit says, in the language in use. Throws outside of the shell, which provides it. */
export function useText(): Text {
  const text = useContext(TextContext)
  if (!text) throw new Error('There are no texts here: TextContext is missing')
  return text
}
