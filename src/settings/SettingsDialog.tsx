import { type ReactNode, useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import { version } from '../../package.json'
import type { Keeping } from '../storage/keeping.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useText } from '../ui/i18n/text.ts'
import { Switch } from '../ui/Switch.tsx'
import { ModelHost } from './ModelHost.tsx'
import type { Settings } from './settings.ts'
import './settings.css'

interface SettingsDialogProps {
  readonly settings: Settings
  readonly keeping: Keeping
  /** Threads the model runs on, while it runs on the processor. */
  readonly threads: number | undefined
  readonly isIsolated: boolean
  /** Saves all chats as Markdown files, in a zip. */
  readonly onExportMarkdown: () => void
  /** Opens the import in this dialog's place. */
  readonly onImport: () => void
  readonly onClose: () => void
}

/** What a person can choose, and what Hermit keeps. */
export function SettingsDialog(props: SettingsDialogProps) {
  const { settings, keeping, threads, isIsolated, onExportMarkdown, onImport, onClose } = props
  const text = useText()
  const { language, theme, rest, readAhead, titles } = useStore(settings.store)
  return (
    <Dialog title={text.settings} onClose={onClose}>
      <div className="settings">
        <Choice
          label={text.language}
          value={language}
          options={[
            ['system', text.system],
            ['en', 'English', 'en'],
            ['zh-CN', '简体中文', 'zh-CN'],
          ]}
          onChange={value => settings.set({ language: value })}
        />
        <Choice
          label={text.theme}
          value={theme}
          options={[
            ['system', text.system],
            ['light', text.light],
            ['dark', text.dark],
          ]}
          onChange={value => settings.set({ theme: value })}
        />
        <Choice
          label={text.rest}
          hint={text.restHint}
          value={rest}
          options={[
            ['auto', text.automatic],
            ['5', text.minutes(5)],
            ['30', text.minutes(30)],
            ['never', text.never],
          ]}
          onChange={value => settings.set({ rest: value })}
        />
        <Switch
          label={text.readAhead}
          hint={text.readAheadHint}
          isOn={readAhead}
          onChange={isOn => settings.set({ readAhead: isOn })}
        />
        <Switch
          label={text.titlesByModel}
          hint={text.titlesByModelHint}
          isOn={titles === 'auto'}
          onChange={isOn => settings.set({ titles: isOn ? 'auto' : 'never' })}
        />
        <ModelHost settings={settings} />
        <Storage keeping={keeping} onExportMarkdown={onExportMarkdown} onImport={onImport} />
        <Section title={text.about}>
          <dl className="facts numbers">
            <Fact name={text.version}>{version}</Fact>
            {threads !== undefined && <Fact name={text.threads}>{text.formats.integer(threads)}</Fact>}
            <Fact name={text.isolation}>{isIsolated ? text.isolated : text.notIsolated}</Fact>
          </dl>
          <p>
            <a href="licenses/index.html" target="_blank" rel="noreferrer">
              {text.licences}
            </a>
          </p>
        </Section>
      </div>
    </Dialog>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type StorageProps = Pick<SettingsDialogProps, 'keeping' | 'onExportMarkdown' | 'onImport'>

function Storage({ keeping, onExportMarkdown, onImport }: StorageProps) {
  const text = useText()
  const { kept, persisted, usageBytes, quotaBytes } = useStore(keeping.store)
  const [hasAsked, setAsked] = useState(false)
  useEffect(() => void keeping.refreshUsage(), [keeping])
  return (
    <Section title={text.storage}>
      <p className="numbers">
        {usageBytes !== undefined && quotaBytes !== undefined
          ? text.usage(usageBytes, quotaBytes)
          : text.usageUnknown}
      </p>
      <p>{kept === 'memory' ? text.keptInMemory : persisted === true ? text.persisted : text.notPersisted}</p>
      <div className="settings-actions">
        {kept === 'disk' && persisted !== true && (
          <Button onClick={() => void keeping.askToPersist().then(() => setAsked(true))}>
            {text.askToPersist}
          </Button>
        )}
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
      <p aria-live="polite">{hasAsked && persisted !== true && text.persistRefused}</p>
    </Section>
  )
}
