import { useMemo } from 'react'
import type { Fault } from '../../fault.ts'
import { backupEn } from './backup-en.ts'
import { backupZhCn } from './backup-zh-cn.ts'
import { faultSentence, type Text, useText } from './text.ts'

export type BackupText = ReturnType<typeof backupEn>

/** The texts of backups: they come with their views, so that a start need not carry them. */
export function backupText(text: Pick<Text, 'formats'>): BackupText {
  return text.formats.language === 'en' ? backupEn(text) : backupZhCn(text)
}

/** The texts for a view. */
export function useBackupText(): BackupText {
  const text = useText()
  return useMemo(() => backupText(text), [text])
}

/** The sentence for what has failed; elsewhere in the house a crash is one of the engine's. */
export function backupFault(text: Text, words: BackupText, fault: Fault): string {
  return fault.code === 'crashed' ? words.crashed : faultSentence(text, fault)
}
