import { useMemo } from 'react'
import { appsEn } from './apps-en.ts'
import { appsZhCn } from './apps-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type AppsText = ReturnType<typeof appsEn>

/** The texts of web apps: they come with their views, so that a start need not carry them. */
export function appsText(text: Pick<Text, 'formats'>): AppsText {
  return text.formats.language === 'en' ? appsEn(text) : appsZhCn(text)
}

/** The texts for a view. */
export function useAppsText(): AppsText {
  const text = useText()
  return useMemo(() => appsText(text), [text])
}
