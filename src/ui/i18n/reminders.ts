import { useMemo } from 'react'
import { remindersEn } from './reminders-en.ts'
import { remindersZhCn } from './reminders-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type RemindersText = ReturnType<typeof remindersEn>

/** The texts of reminders: they come with their views, so that a start need not carry them. */
export function remindersText(text: Pick<Text, 'formats'>): RemindersText {
  return text.formats.language === 'en' ? remindersEn(text) : remindersZhCn(text)
}

/** The texts for a view. */
export function useRemindersText(): RemindersText {
  const text = useText()
  return useMemo(() => remindersText(text), [text])
}
