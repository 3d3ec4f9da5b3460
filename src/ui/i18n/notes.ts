import { useMemo } from 'react'
import { notesEn } from './notes-en.ts'
import { notesZhCn } from './notes-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type NotesText = ReturnType<typeof notesEn>

/** The texts of notes: they come with their views, so that a start need not carry them. */
export function notesText(text: Pick<Text, 'formats'>): NotesText {
  return text.formats.language === 'en' ? notesEn(text) : notesZhCn(text)
}

/** The texts for a view. */
export function useNotesText(): NotesText {
  const text = useText()
  return useMemo(() => notesText(text), [text])
}
