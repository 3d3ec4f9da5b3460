import { useEffect, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Chat } from '../chat/chat.ts'
import type { Standing } from '../chat/transfer/plan-import.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { useBackupText } from '../ui/i18n/backup.ts'
import { useImportText } from '../ui/i18n/import.ts'
import { Switch } from '../ui/Switch.tsx'
import type { BackupPreview } from './backup-port.ts'
import type { RestoreWay } from './restore-plan.ts'
import type { RestoreChoice } from './use-restore.ts'

interface RestorePreviewProps {
  readonly chat: Chat
  readonly documents: ReadonlyMap<string, unknown>
  readonly notes: ReadonlyMap<string, unknown>
  readonly reminders: readonly { readonly id: string }[]
  readonly preview: BackupPreview
  readonly standings: readonly Standing[]
  readonly onTake: (choice: RestoreChoice) => void
}

/** What is in a backup, and how it shall come in. */
export function RestorePreview(props: RestorePreviewProps) {
  const { chat, documents, notes, reminders, preview, standings, onTake } = props
  const words = useBackupText()
  const { rows, presets, models } = preview
  const conversations = useStore(chat.store, state => state.conversations)
  const isAnswering = useStore(chat.store, state => state.running.size > 0)
  const hasHere = conversations.size + documents.size + notes.size + reminders.length > 0
  const [way, setWay] = useState<RestoreWay>(hasHere ? 'merge' : 'replace')
  const [withModels, setWithModels] = useState(true)
  const headingId = useId()
  const headingRef = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is gone; the heading is where the eye is to go.
  useEffect(() => headingRef.current?.focus(), [])
  const inBackup = new Set(rows.map(({ id }) => id))
  const onlyHere = [...conversations.keys()].filter(id => !inBackup.has(id)).length
  const inBackupToo = new Set(preview.documents.map(({ id }) => id))
  const documentsOnlyHere = [...documents.keys()].filter(id => !inBackupToo.has(id)).length
  const notesInBackup = new Set(preview.notes.map(({ id }) => id))
  const remindersInBackup = new Set(preview.reminders.reminders.map(({ id }) => id))
  const onlyHereOf = [
    ...[onlyHere, documentsOnlyHere],
    [...notes.keys()].filter(id => !notesInBackup.has(id)).length,
    reminders.filter(({ id }) => !remindersInBackup.has(id)).length,
  ]
  const isAnyOnlyHere = onlyHereOf.some(number => number > 0)
  const [noteCount, reminderCount] = [preview.notes.length, preview.reminders.reminders.length]
  const { apps, servers } = preview.outside
  const [appCount, serverCount] = [apps.apps.length, servers.length]
  const take = () => onTake({ way, withModels: withModels && models.length > 0 })

  return (
    <section className="backup" aria-labelledby={headingId}>
      <div className="backup-head">
        <h3 id={headingId} ref={headingRef} tabIndex={-1}>
          {words.backupOf(preview.createdAt)}
        </h3>
        <Summary preview={preview} standings={standings} />
        {preview.documents.length > 0 && (
          <p className="hint numbers">{words.documentCount(preview.documents.length)}</p>
        )}
        {noteCount + reminderCount > 0 && (
          <p className="hint numbers">{words.noteCount(noteCount, reminderCount)}</p>
        )}
        {appCount + serverCount > 0 && (
          <p className="hint numbers">{words.outsideCount(appCount, serverCount)}</p>
        )}
        {presets.personas.length + presets.prompts.length > 0 && (
          <p className="hint numbers">{words.presets(presets.personas.length, presets.prompts.length)}</p>
        )}
      </div>
      {models.length > 0 && (
        <Switch
          label={words.restoreModels}
          hint={words.restoreModelsHint(
            models.map(({ name }) => name).join(', '),
            models.reduce((sum, { bytes }) => sum + bytes, 0),
          )}
          isOn={withModels}
          onChange={setWithModels}
        />
      )}
      <Choice
        label={words.way}
        hint={way === 'merge' ? words.mergeHint : words.replaceHint(...onlyHereOf)}
        value={way}
        options={[
          ['merge', words.merge],
          ['replace', words.replace],
        ]}
        onChange={setWay}
      />
      <div className="backup-actions">
        {way === 'replace' && isAnyOnlyHere ? (
          <Confirm
            label={words.restore}
            question={words.replaceAsk(...onlyHereOf)}
            yes={words.replaceYes}
            disabled={isAnswering}
            onYes={take}
          />
        ) : (
          <Button kind="primary" disabled={isAnswering && way === 'replace'} onClick={take}>
            {words.restore}
          </Button>
        )}
        {isAnswering && way === 'replace' && <p className="hint">{words.waitForAnswer}</p>}
      </div>
    </section>
  )
}

function Summary({ preview, standings }: Pick<RestorePreviewProps, 'preview' | 'standings'>) {
  const text = useImportText()
  const words = useBackupText()
  const { rows } = preview
  const messages = rows.reduce((sum, row) => sum + row.messages, 0)
  const same = standings.filter(standing => standing === 'same').length
  const from = Math.min(...rows.map(({ createdAt }) => createdAt))
  const to = Math.max(...rows.map(({ updatedAt }) => updatedAt))
  const parts = [
    words.found(rows.length, messages),
    ...(rows.length > 0 ? [text.importDates(from, to)] : []),
    ...(same > 0 ? [words.hereAlready(same)] : []),
  ]
  return <p className="hint numbers">{parts.join(' · ')}</p>
}
