import { type FormEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '../settings/settings.ts'
import { PassphraseField, Tick } from '../storage/vault/PassphraseField.tsx'
import { useDeed } from '../storage/vault/use-deed.ts'
import type { Vault } from '../storage/vault/vault.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { FoldButton } from '../ui/FoldButton.tsx'
import { useText } from '../ui/i18n/text.ts'
import { useVaultText } from '../ui/i18n/vault-text.ts'
import { LockIcon } from '../ui/icons.tsx'
import '../storage/vault/vault.css'

interface LockScreenProps {
  readonly vault: Vault
  readonly settings: Settings
}

/** All that is seen while the chats are locked. Nothing of them has been read. */
export function LockScreen({ vault, settings }: LockScreenProps) {
  const own = useVaultText()
  const isLocking = useStore(vault.store, ({ status }) => status === 'locking')
  return (
    <main className="lock-screen">
      <div className="lock-card">
        <LockIcon />
        <h1>{own.lockedTitle}</h1>
        {isLocking ? <p role="status">{own.locking}</p> : <Unlock vault={vault} />}
      </div>
      {!isLocking && <Language settings={settings} />}
    </main>
  )
}

function Unlock({ vault }: Pick<LockScreenProps, 'vault'>) {
  const own = useVaultText()
  const deed = useDeed()
  const [passphrase, setPassphrase] = useState('')
  const [isShown, setShown] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const unlock = async (event: FormEvent) => {
    event.preventDefault()
    if (deed.isBusy || passphrase === '') return field.current?.focus()
    if (await deed.run(() => vault.unlock(passphrase))) return
    field.current?.focus()
    field.current?.select()
  }
  return (
    <>
      <p>{own.lockedHint}</p>
      <form className="lock-form" onSubmit={event => void unlock(event)}>
        <PassphraseField
          ref={field}
          label={own.passphrase}
          kind="current"
          value={passphrase}
          isShown={isShown}
          disabled={deed.isBusy}
          error={deed.sentence}
          autoFocus
          onChange={value => {
            setPassphrase(value)
            deed.forget()
          }}
        />
        <Tick label={own.show} isOn={isShown} onChange={setShown} />
        {/* Not disabled while it works: focus would be lost. */}
        <Button kind="primary" type="submit" aria-disabled={deed.isBusy}>
          {deed.isBusy ? own.unlocking : own.unlock}
        </Button>
      </form>
      <Forgotten vault={vault} />
    </>
  )
}

function Forgotten({ vault }: Pick<LockScreenProps, 'vault'>) {
  const text = useText()
  const own = useVaultText()
  const deed = useDeed()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="lock-forgotten">
      <FoldButton isOpen={isOpen} controls="forgotten" onToggle={() => setOpen(!isOpen)}>
        {own.forgot}
      </FoldButton>
      {isOpen && (
        <div id="forgotten">
          <p>{own.forgotText}</p>
          <Confirm
            label={text.deleteEverything}
            question={text.deleteEverythingAsk}
            yes={text.deleteEverythingYes}
            disabled={deed.isBusy}
            onYes={() => void deed.run(() => vault.deleteEverything())}
          />
          {deed.sentence !== undefined && (
            <p className="field-error" role="alert">
              {deed.sentence}
            </p>
          )}
        </div>
      )}
    </div>
  )
}

function Language({ settings }: Pick<LockScreenProps, 'settings'>) {
  const text = useText()
  const language = useStore(settings.store, state => state.language)
  return (
    <Choice
      label={text.language}
      isCompact
      value={language}
      options={[
        ['system', text.system],
        ['en', 'English', 'en'],
        ['zh-CN', '简体中文', 'zh-CN'],
      ]}
      onChange={value => settings.set({ language: value })}
    />
  )
}
