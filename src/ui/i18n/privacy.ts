import { useMemo } from 'react'
import { privacyEn } from './privacy-en.ts'
import { privacyZhCn } from './privacy-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type PrivacyText = ReturnType<typeof privacyEn>

/** What is said of what leaves the device: it comes with the dialog that says it. */
export function privacyText(text: Pick<Text, 'formats'>): PrivacyText {
  return text.formats.language === 'en' ? privacyEn(text) : privacyZhCn(text)
}

/** The same for a view. */
export function usePrivacyText(): PrivacyText {
  const text = useText()
  return useMemo(() => privacyText(text), [text])
}
