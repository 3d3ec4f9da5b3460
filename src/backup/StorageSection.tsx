import { useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '../settings/settings.ts'
import type { Keeping } from '../storage/keeping.ts'
import { Button } from '../ui/Button.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { useBackupText } from '../ui/i18n/backup.ts'
import { useSettingsText } from '../ui/i18n/settings.ts'

interface StorageSectionProps {
  readonly settings: Settings
  readonly keeping: Keeping
  /** These open in the place of the settings. */
  readonly onBackUp: () => void
  readonly onRestore: () => void
  readonly onImport: () => void
  /** Saves all chats as Markdown files, in a zip. */
  readonly onExportMarkdown: () => void
}

/** How well things are kept, and what a person can do about it. */
export function StorageSection(props: StorageSectionProps) {
  const { settings, keeping, onBackUp, onRestore, onImport, onExportMarkdown } = props
  const text = useSettingsText()
  const words = useBackupText()
  const id = useId()
  const { kept, persisted } = useStore(keeping.store)
  const [hasAsked, setAsked] = useState(false)
  useEffect(() => void keeping.refreshUsage(), [keeping])
  const isOnDisk = kept === 'disk'
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h3 id={id}>{text.storage}</h3>
      <p>{isOnDisk ? words.kept : words.nowhere}</p>
      <Facts settings={settings} keeping={keeping} />
      <div className="settings-actions">
        <Button kind="primary" onClick={onBackUp}>
          {words.backUp}
        </Button>
        <Button onClick={onRestore}>{words.restore}</Button>
        {isOnDisk && persisted !== true && (
          <Button onClick={() => void keeping.askToPersist().then(() => setAsked(true))}>
            {text.askToPersist}
          </Button>
        )}
      </div>
      <p aria-live="polite">{hasAsked && persisted !== true && text.persistRefused}</p>
      <div className="settings-actions">
        <Button onClick={() => keeping.exportChats()}>{text.exportChats}</Button>
        <Button onClick={onExportMarkdown}>{text.exportMarkdown}</Button>
        <Button onClick={onImport}>{text.importChats}</Button>
        <Confirm
          label={text.deleteEverything}
          question={text.deleteEverythingAsk}
          yes={text.deleteEverythingYes}
          onYes={() => void keeping.deleteEverything()}
        />
      </div>
    </section>
  )
}

function Facts({ settings, keeping }: Pick<StorageSectionProps, 'settings' | 'keeping'>) {
  const text = useSettingsText()
  const words = useBackupText()
  const { kept, persisted, usageBytes, quotaBytes } = useStore(keeping.store)
  const backedUpAt = useStore(settings.store, state => state.backedUpAt)
  const { bytes, date } = text.formats
  const facts: readonly (readonly [name: string, value: string])[] = [
    ...(kept === 'disk'
      ? [[words.persistence, persisted ? words.promised : words.notPromised] as const]
      : []),
    [words.used, usageBytes === undefined ? text.usageUnknown : bytes(usageBytes)],
    // A browser's estimate is the most there may be, not a promise.
    ...(usageBytes === undefined || quotaBytes === undefined
      ? []
      : [[words.free, words.freeUpTo(Math.max(0, quotaBytes - usageBytes))] as const]),
    [words.lastBackup, backedUpAt === 0 ? words.never : date(backedUpAt)],
  ]
  return (
    <dl className="facts numbers">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
