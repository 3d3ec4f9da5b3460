import { useMemo } from 'react'
import { documentsEn } from './documents-en.ts'
import { documentsZhCn } from './documents-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type DocumentsText = ReturnType<typeof documentsEn>

/** The texts of documents: they come with their views, so that a start need not carry them. */
export function documentsText(text: Pick<Text, 'formats'>): DocumentsText {
  return text.formats.language === 'en' ? documentsEn(text) : documentsZhCn(text)
}

/** The texts for a view. */
export function useDocumentsText(): DocumentsText {
  const text = useText()
  return useMemo(() => documentsText(text), [text])
}
