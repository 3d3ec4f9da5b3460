import { useMemo } from 'react'
import { summariseEn } from './summarise-en.ts'
import { summariseZhCn } from './summarise-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type SummariseText = ReturnType<typeof summariseEn>

/** The texts of summaries: they come with their view, so that a start need not carry them. */
export function summariseText(text: Pick<Text, 'formats'>): SummariseText {
  return text.formats.language === 'en' ? summariseEn(text) : summariseZhCn(text)
}

/** The texts for a view. */
export function useSummariseText(): SummariseText {
  const text = useText()
  return useMemo(() => summariseText(text), [text])
}
