import { useMemo } from 'react'
import { type Text, useText } from './text.ts'
import { vaultEn } from './vault-en.ts'
import { vaultZhCn } from './vault-zh-cn.ts'

export type VaultText = ReturnType<typeof vaultEn>

/** The texts of the lock screen and of the passphrase's settings: they come with these views. */
export function vaultText(text: Pick<Text, 'formats' | 'minutes'>): VaultText {
  return text.formats.language === 'en' ? vaultEn(text) : vaultZhCn(text)
}

/** The same for a view. */
export function useVaultText(): VaultText {
  const text = useText()
  return useMemo(() => vaultText(text), [text])
}
