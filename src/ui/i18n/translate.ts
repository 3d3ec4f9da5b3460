import { useMemo } from 'react'
import { type Text, useText } from './text.ts'
import { translateEn } from './translate-en.ts'
import { translateZhCn } from './translate-zh-cn.ts'

export type TranslateText = ReturnType<typeof translateEn>

/** The texts of translating: they come with its view, so that a start need not carry them. */
export function translateText(text: Pick<Text, 'formats'>): TranslateText {
  return text.formats.language === 'en' ? translateEn(text) : translateZhCn(text)
}

/** The texts for a view. */
export function useTranslateText(): TranslateText {
  const text = useText()
  return useMemo(() => translateText(text), [text])
}
