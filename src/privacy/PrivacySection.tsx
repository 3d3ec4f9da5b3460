import { useId } from 'react'
import type { Settings } from '../settings/settings.ts'
import { Button } from '../ui/Button.tsx'
import { usePrivacyText } from '../ui/i18n/privacy.ts'
import { useText } from '../ui/i18n/text.ts'
import { AirGapSwitch } from './AirGapSwitch.tsx'

interface PrivacySectionProps {
  readonly settings: Settings
  /** Opens "What leaves this device?". */
  readonly onOpen: () => void
}

/** Privacy in Settings: the air gap, and the way to the rest. */
export function PrivacySection({ settings, onOpen }: PrivacySectionProps) {
  const text = useText()
  const words = usePrivacyText()
  const id = useId()
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h3 id={id}>{words.privacy}</h3>
      <AirGapSwitch settings={settings} />
      <div className="settings-actions">
        <Button aria-haspopup="dialog" onClick={onOpen}>
          {text.whatLeaves}
        </Button>
      </div>
    </section>
  )
}
