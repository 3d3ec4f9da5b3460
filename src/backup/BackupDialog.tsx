import { type FormEvent, use, useId, useState } from 'react'
import { useStore } from 'zustand'
import { documentBytes } from '../abilities/documents/library-state.ts'
import { embeddedModel } from '../models/catalogue/embedded-model.ts'
import { modelBytes } from '../models/model.ts'
import { canEncrypt } from '../storage/vault/passphrase-key.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { backupFault, useBackupText } from '../ui/i18n/backup.ts'
import { useText } from '../ui/i18n/text.ts'
import { Switch } from '../ui/Switch.tsx'
import type { BackupRooms } from './backup-rooms.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { News, SubmitButton, Working } from './steps.tsx'
import { type BackupChoice, useBackup } from './use-backup.ts'
import './backup.css'

interface BackupDialogProps {
  readonly rooms: BackupRooms
  readonly onClose: () => void
}

/** Everything into one file. */
export function BackupDialog({ rooms, onClose }: BackupDialogProps) {
  const text = useText()
  const words = useBackupText()
  const { phase, save, again } = useBackup(rooms)
  return (
    <Dialog title={words.backUp} onClose={onClose}>
      <div className="backup">
        {phase.name === 'asking' && <Form rooms={rooms} onSave={save} />}
        {phase.name === 'preparing' && (
          <Working words={words.preparing} fraction={undefined} onCancel={again} />
        )}
        {phase.name === 'saving' && (
          <Working words={words.saving} fraction={phase.fraction} onCancel={again} />
        )}
        {phase.name === 'failed' && (
          <>
            <div className="backup-refused" role="alert">
              <h3>{words.notSaved}</h3>
              <p>{backupFault(text, words, phase.fault)}</p>
            </div>
            <div className="backup-actions">
              <Button autoFocus onClick={again}>
                {text.tryAgain}
              </Button>
            </div>
          </>
        )}
        {phase.name === 'saved' && (
          <News sentence={words.saved} more={words.savedAs(phase.file)}>
            <Button kind="primary" onClick={onClose}>
              {words.done}
            </Button>
          </News>
        )}
      </div>
    </Dialog>
  )
}

interface FormProps {
  readonly rooms: BackupRooms
  readonly onSave: (choice: BackupChoice) => void
}

function Form({ rooms, onSave }: FormProps) {
  const words = useBackupText()
  const installed = useStore(rooms.library.store, state => state.installed)
  // The one that comes with the page comes with the page.
  const models = installed.map(({ card }) => card).filter(({ id }) => id !== embeddedModel.id)
  const [withModels, setWithModels] = useState(false)
  const { library } = use(rooms.documents())
  const documents = useStore(library.store, state => state.documents)
  const ready = [...documents.values()].filter(({ status }) => status === 'ready')
  const [withDocuments, setWithDocuments] = useState(true)
  const isSafe = canEncrypt()
  const [protect, setProtect] = useState<'passphrase' | 'none'>(isSafe ? 'passphrase' : 'none')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const hintId = useId()
  const isProtected = protect === 'passphrase'
  const differs = again !== '' && again !== passphrase
  const isReady = !isProtected || (passphrase !== '' && again === passphrase)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    onSave({ passphrase: isProtected ? passphrase : '', models: withModels ? models : [], withDocuments })
  }
  return (
    <form className="backup" onSubmit={submit}>
      <p className="backup-words">{words.backUpIntro}</p>
      {ready.length > 0 && (
        <Switch
          label={words.documents}
          hint={words.documentsHint(ready.length, documentBytes(documents))}
          isOn={withDocuments}
          onChange={setWithDocuments}
        />
      )}
      {models.length > 0 && (
        <Switch
          label={words.models}
          hint={words.modelsHint(
            models.length,
            models.reduce((sum, card) => sum + modelBytes(card), 0),
          )}
          isOn={withModels}
          onChange={setWithModels}
        />
      )}
      {isSafe ? (
        <Choice
          label={words.protect}
          hint={isProtected ? words.passphraseHint : words.withoutHint}
          value={protect}
          options={[
            ['passphrase', words.withPassphrase],
            ['none', words.withoutPassphrase],
          ]}
          onChange={setProtect}
        />
      ) : (
        <p className="hint">{words.cannotEncrypt}</p>
      )}
      {isProtected && (
        <div className="backup-fields">
          <PassphraseField label={words.passphrase} value={passphrase} isNew onChange={setPassphrase} />
          <PassphraseField
            label={words.passphraseAgain}
            value={again}
            isNew
            describedBy={hintId}
            onChange={setAgain}
          />
          <p id={hintId} className="field-error" aria-live="polite">
            {differs ? words.passphrasesDiffer : ''}
          </p>
        </div>
      )}
      <div className="backup-actions">
        <SubmitButton disabled={!isReady}>{words.save}</SubmitButton>
      </div>
    </form>
  )
}
