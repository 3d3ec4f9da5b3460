import { useStore } from 'zustand'
import type { Settings } from '../settings/settings.ts'
import { usePrivacyText } from '../ui/i18n/privacy.ts'
import { Switch } from '../ui/Switch.tsx'

/** Closes and opens the air gap. */
export function AirGapSwitch({ settings }: { readonly settings: Settings }) {
  const words = usePrivacyText()
  const isOn = useStore(settings.store, state => state.airGap)
  return (
    <Switch
      label={words.airGap}
      hint={words.airGapHint}
      isOn={isOn}
      onChange={airGap => settings.set({ airGap })}
    />
  )
}
