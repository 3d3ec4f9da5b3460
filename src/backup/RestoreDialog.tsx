import { type FormEvent, use, useEffect, useId, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { backupFault, useBackupText } from '../ui/i18n/backup.ts'
import { useImportText } from '../ui/i18n/import.ts'
import { faultSentence, useText } from '../ui/i18n/text.ts'
import { backupEnding } from './backup-name.ts'
import type { BackupRooms } from './backup-rooms.ts'
import { PassphraseField } from './PassphraseField.tsx'
import { RestorePreview } from './RestorePreview.tsx'
import { News, SubmitButton, Working } from './steps.tsx'
import { type RestoreDesk, type RestorePhase, useRestore } from './use-restore.ts'
import './backup.css'

interface RestoreDialogProps {
  readonly rooms: BackupRooms
  /** A file that was dropped or opened; without one the dialog asks for it. */
  readonly file?: File | undefined
  readonly onClose: () => void
}

/** Everything back from one file: what is in it is shown before anything changes. */
export function RestoreDialog({ rooms, file, onClose }: RestoreDialogProps) {
  const words = useBackupText()
  const desk = useRestore(rooms)
  const given = useRef(file)
  useEffect(() => {
    // Once, also where React runs an effect twice.
    const first = given.current
    given.current = undefined
    if (first) desk.read(first)
  })
  return (
    <Dialog title={words.restoreTitle} onClose={onClose}>
      <div className="backup">
        <Step rooms={rooms} desk={desk} onClose={onClose} />
      </div>
    </Dialog>
  )
}

interface StepProps {
  readonly rooms: BackupRooms
  readonly desk: RestoreDesk
  readonly onClose: () => void
}

function Step({ rooms, desk, onClose }: StepProps) {
  const text = useText()
  const words = useBackupText()
  const { library } = use(rooms.documents())
  const notes = use(rooms.notes())
  const { reminders } = use(rooms.reminders())
  const { phase } = desk
  switch (phase.name) {
    case 'asking':
      return (
        <>
          <p className="backup-words">{words.restoreIntro}</p>
          <ChooseFile label={words.choose} kind="primary" onFile={desk.read} />
        </>
      )
    case 'locked':
      return <Locked phase={phase} desk={desk} />
    case 'reading':
      return <Working words={words.opening(phase.file)} fraction={phase.fraction} onCancel={desk.cancel} />
    case 'refused':
      return <Refused phase={phase} desk={desk} />
    case 'preview':
      return (
        <>
          <RestorePreview
            chat={rooms.chat}
            documents={library.store.getState().documents}
            notes={notes.store.getState().notes}
            reminders={reminders.store.getState().reminders}
            preview={phase.preview}
            standings={phase.standings}
            onTake={desk.take}
          />
          <ChooseFile label={words.chooseOther} kind="text" onFile={desk.read} />
        </>
      )
    case 'documents':
      return <Working words={words.restoringDocuments} fraction={phase.fraction} onCancel={desk.cancel} />
    case 'models':
      return <Working words={words.restoringModels} fraction={phase.fraction} onCancel={desk.cancel} />
    case 'saving':
      return <Working words={words.restoring} fraction={undefined} />
    case 'done': {
      const { added, updated, copied } = phase.plan
      const { notes, reminders } = phase.notes
      const counts = words.restoredCounts(added, updated, copied, phase.documents, notes, reminders)
      return (
        <News sentence={words.restored} more={counts === '' ? words.nothingMissing : counts}>
          <Button onClick={phase.undo}>{text.undo}</Button>
          <Button kind="primary" onClick={onClose}>
            {words.done}
          </Button>
        </News>
      )
    }
    case 'undone':
      return (
        <News sentence={words.undone}>
          <Button kind="primary" onClick={onClose}>
            {words.done}
          </Button>
        </News>
      )
  }
}

interface ChooseFileProps {
  readonly label: string
  readonly kind: 'primary' | 'text' | 'plain'
  /** What was pressed before is gone. */
  readonly autoFocus?: boolean
  readonly onFile: (file: File) => void
}

function ChooseFile({ label, kind, autoFocus, onFile }: ChooseFileProps) {
  const words = useBackupText()
  const inputRef = useRef<HTMLInputElement>(null)
  return (
    <div className="backup-actions">
      <Button kind={kind} autoFocus={autoFocus} onClick={() => inputRef.current?.click()}>
        {label}
      </Button>
      <input
        ref={inputRef}
        type="file"
        // Phones do not know the ending: there everything can be chosen, and what is no backup is refused in words.
        accept={matchMedia('(pointer: coarse)').matches ? undefined : backupEnding}
        hidden
        aria-label={words.file}
        onChange={event => {
          const file = event.target.files?.[0]
          // The same file again is a change again.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </div>
  )
}

interface LockedProps {
  readonly phase: Extract<RestorePhase, { name: 'locked' }>
  readonly desk: RestoreDesk
}

function Locked({ phase, desk }: LockedProps) {
  const text = useText()
  const words = useBackupText()
  const [passphrase, setPassphrase] = useState('')
  const wrongId = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (passphrase !== '' && !phase.isTrying) desk.unlock(passphrase)
  }
  return (
    <form className="backup" onSubmit={submit}>
      <p>{words.isEncrypted}</p>
      <div className="backup-fields">
        <PassphraseField
          label={words.passphrase}
          value={passphrase}
          isWrong={phase.isWrong}
          describedBy={wrongId}
          autoFocus
          onChange={setPassphrase}
        />
        <p id={wrongId} className="field-error" role="alert">
          {phase.isWrong ? faultSentence(text, { code: 'wrong-passphrase' }) : ''}
        </p>
      </div>
      <div className="backup-actions">
        <SubmitButton disabled={passphrase === '' || phase.isTrying}>{words.open}</SubmitButton>
        <Button onClick={desk.cancel}>{text.cancel}</Button>
      </div>
    </form>
  )
}

interface RefusedProps {
  readonly phase: Extract<RestorePhase, { name: 'refused' }>
  readonly desk: RestoreDesk
}

function Refused({ phase, desk }: RefusedProps) {
  const text = useImportText()
  const words = useBackupText()
  const { fault, field } = phase
  return (
    <>
      <div className="backup-refused" role="alert">
        <h3>{words.notRestored}</h3>
        <p>{backupFault(text, words, fault)}</p>
        {field && (
          <p className="backup-place">{text.importWhere(field.place, text.importExpected[field.expected])}</p>
        )}
      </div>
      <ChooseFile label={words.chooseOther} kind="plain" autoFocus onFile={desk.read} />
    </>
  )
}
