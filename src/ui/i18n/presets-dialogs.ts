import { useMemo } from 'react'
import { presetsDialogsEn } from './presets-dialogs-en.ts'
import { presetsDialogsZhCn } from './presets-dialogs-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type PresetsDialogsText = ReturnType<typeof presetsDialogsEn>

/** The texts of the presets' dialogs: they come with these, so that a start need not carry them. */
export function presetsDialogsText(text: Pick<Text, 'formats' | 'tokens'>): PresetsDialogsText {
  return text.formats.language === 'en' ? presetsDialogsEn(text) : presetsDialogsZhCn(text)
}

/** The same for a view. */
export function usePresetsText(): PresetsDialogsText {
  const text = useText()
  return useMemo(() => presetsDialogsText(text), [text])
}
