import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/i18n/text.ts'
import { useVaultText } from '../../ui/i18n/vault-text.ts'
import { PassphraseField, Tick } from './PassphraseField.tsx'
import { useDeed } from './use-deed.ts'

/** Shorter ones are guessed, whatever the key is made with. */
const leastLetters = 8

interface Words {
  readonly current: string
  readonly chosen: string
}

interface PassphraseFormProps {
  readonly kind: 'set' | 'change' | 'remove'
  readonly act: (words: Words) => Promise<void>
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Asks for what a deed of the vault needs, and says what is missing when it is sent. */
export function PassphraseForm({ kind, act, onDone, onCancel }: PassphraseFormProps) {
  const text = useText()
  const own = useVaultText()
  const deed = useDeed()
  const [current, setCurrent] = useState('')
  const [chosen, setChosen] = useState('')
  const [repeated, setRepeated] = useState('')
  const [hasAccepted, setAccepted] = useState(false)
  const [isShown, setShown] = useState(false)
  const [isSent, setSent] = useState(false)
  const isNew = kind !== 'remove'
  const isShort = isNew && [...chosen].length < leastLetters
  const differs = isNew && chosen !== repeated
  const mustAccept = kind === 'set' && !hasAccepted
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setSent(true)
    if (deed.isBusy || isShort || differs || mustAccept || (kind !== 'set' && current === '')) return
    if (await deed.run(() => act({ current, chosen }))) onDone()
  }
  const field = { isShown, disabled: deed.isBusy }
  const yes = { set: own.seal, change: own.changeYes, remove: own.removeYes }[kind]
  return (
    <form className="passphrase-form" onSubmit={event => void send(event)}>
      {kind === 'remove' && <p>{own.removeText}</p>}
      {kind !== 'set' && (
        <PassphraseField
          {...field}
          label={own.current}
          kind="current"
          value={current}
          autoFocus
          error={deed.isWrong ? deed.sentence : undefined}
          onChange={value => {
            setCurrent(value)
            deed.forget()
          }}
        />
      )}
      {isNew && (
        <>
          <PassphraseField
            {...field}
            label={own.chosen}
            hint={own.chosenHint}
            kind="new"
            value={chosen}
            autoFocus={kind === 'set'}
            error={isSent && isShort ? own.tooShort : undefined}
            onChange={setChosen}
          />
          <PassphraseField
            {...field}
            label={own.repeat}
            kind="new"
            value={repeated}
            error={isSent && differs && !isShort ? own.differs : undefined}
            onChange={setRepeated}
          />
        </>
      )}
      <Tick label={own.show} isOn={isShown} onChange={setShown} />
      {kind === 'set' && (
        <>
          <div className="passphrase-loss">
            <strong>{own.lossTitle}</strong>
            <p>{own.loss}</p>
          </div>
          <p className="hint">{own.oldTraces}</p>
          <Tick
            label={own.accept}
            isOn={hasAccepted}
            error={isSent && mustAccept ? own.mustAccept : undefined}
            onChange={setAccepted}
          />
        </>
      )}
      {deed.sentence !== undefined && !deed.isWrong && (
        <p className="field-error" role="alert">
          {deed.sentence}
        </p>
      )}
      <div className="settings-actions">
        <Button kind={kind === 'remove' ? 'danger' : 'primary'} type="submit" aria-disabled={deed.isBusy}>
          {deed.isBusy ? own.working : yes}
        </Button>
        {!deed.isBusy && <Button onClick={onCancel}>{text.cancel}</Button>}
      </div>
    </form>
  )
}
