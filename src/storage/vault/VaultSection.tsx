import { useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '../../settings/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { useText } from '../../ui/i18n/text.ts'
import { useVaultText } from '../../ui/i18n/vault-text.ts'
import { PassphraseForm } from './PassphraseForm.tsx'
import type { Vault } from './vault.ts'
import './vault.css'

interface VaultSectionProps {
  readonly vault: Vault
  readonly settings: Settings
}

/** The part of Settings where a passphrase is set, changed and removed. */
export function VaultSection({ vault, settings }: VaultSectionProps) {
  const own = useVaultText()
  const id = useId()
  const status = useStore(vault.store, state => state.status)
  const [form, setForm] = useState<'set' | 'change' | 'remove'>()
  const [news, setNews] = useState<string>()
  const newsLine = useRef<HTMLParagraphElement>(null)
  // The button that had the focus is gone with its form.
  useEffect(() => {
    if (news !== undefined) newsLine.current?.focus()
  }, [news])
  const close = () => setForm(undefined)
  const open = (next: typeof form) => {
    setNews(undefined)
    setForm(next)
  }
  const done = (sentence: string) => {
    close()
    setNews(sentence)
  }
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h3 id={id}>{own.title}</h3>
      <p>{status === 'off' ? own.off : status === 'unlocked' ? own.on : own.unavailable}</p>
      {news !== undefined && (
        <p ref={newsLine} tabIndex={-1}>
          <strong>{news}</strong>
        </p>
      )}
      {status === 'off' && form === undefined && (
        <div className="settings-actions">
          <Button onClick={() => open('set')}>{own.begin}</Button>
        </div>
      )}
      {status === 'off' && form === 'set' && (
        <PassphraseForm
          kind="set"
          act={({ chosen }) => vault.setUp(chosen)}
          onDone={() => done(own.isSet)}
          onCancel={close}
        />
      )}
      {status === 'unlocked' && (
        <>
          <p>{own.notSealed}</p>
          <LockAfter settings={settings} />
          {form === undefined && (
            <div className="settings-actions">
              <Button onClick={() => void vault.lock()}>{own.lockNow}</Button>
              <Button onClick={() => open('change')}>{own.change}</Button>
              <Button onClick={() => open('remove')}>{own.remove}</Button>
            </div>
          )}
          {form === 'change' && (
            <PassphraseForm
              kind="change"
              act={({ current, chosen }) => vault.change(current, chosen)}
              onDone={() => done(own.isChanged)}
              onCancel={close}
            />
          )}
          {form === 'remove' && (
            <PassphraseForm
              kind="remove"
              act={({ current }) => vault.remove(current)}
              onDone={() => done(own.isRemoved)}
              onCancel={close}
            />
          )}
        </>
      )}
    </section>
  )
}

function LockAfter({ settings }: Pick<VaultSectionProps, 'settings'>) {
  const text = useText()
  const own = useVaultText()
  const lockAfter = useStore(settings.store, state => state.lockAfter)
  return (
    <Choice
      label={own.lockAfter}
      hint={own.lockAfterHint}
      value={lockAfter}
      options={[
        ['5', own.minutes(5)],
        ['15', own.minutes(15)],
        ['60', own.minutes(60)],
        ['never', text.never],
      ]}
      onChange={value => settings.set({ lockAfter: value })}
    />
  )
}
