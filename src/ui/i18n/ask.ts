import { useMemo } from 'react'
import { askEn } from './ask-en.ts'
import { askZhCn } from './ask-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type AskText = ReturnType<typeof askEn>

/** The texts of answers from documents: they come with the messages, so that a start need not carry them. */
export function askText(text: Pick<Text, 'formats'>): AskText {
  return text.formats.language === 'en' ? askEn(text) : askZhCn(text)
}

/** The texts for a view. */
export function useAskText(): AskText {
  const text = useText()
  return useMemo(() => askText(text), [text])
}
