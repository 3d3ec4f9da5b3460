import { type ReactNode, useId } from 'react'
import { useStore } from 'zustand'
import { version } from '../../package.json'
import type { AgentDesk } from '../agent/desk.ts'
import { ToolsSection } from '../agent/views/ToolsSection.tsx'
import { StorageSection } from '../backup/StorageSection.tsx'
import { PrivacySection } from '../privacy/PrivacySection.tsx'
import type { Keeping } from '../storage/keeping.ts'
import { VaultSection } from '../storage/vault/VaultSection.tsx'
import type { Vault } from '../storage/vault/vault.ts'
import { Choice } from '../ui/Choice.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useSettingsText } from '../ui/i18n/settings.ts'
import { Switch } from '../ui/Switch.tsx'
import { ModelHost } from './ModelHost.tsx'
import type { Settings } from './settings.ts'
import './settings.css'

interface SettingsDialogProps {
  readonly settings: Settings
  readonly keeping: Keeping
  readonly vault: Vault
  /** Threads the model runs on, while it runs on the processor. */
  readonly threads: number | undefined
  readonly isIsolated: boolean
  /** Saves all chats as Markdown files, in a zip. */
  readonly onExportMarkdown: () => void
  /** Opens the import in this dialog's place. */
  readonly onImport: () => void
  /** The same for a backup, and for restoring one. */
  readonly onBackUp: () => void
  readonly onRestore: () => void
  /** Opens "What leaves this device?" in this dialog's place. */
  readonly onPrivacy: () => void
  readonly agent: () => Promise<AgentDesk>
  /** Opens what tools have done in this dialog's place. */
  readonly onLog: () => void
  readonly onClose: () => void
}

/** What a person can choose, and what Hermit keeps. */
export function SettingsDialog(props: SettingsDialogProps) {
  const { settings, vault, threads, isIsolated, onPrivacy, agent, onLog, onClose } = props
  const text = useSettingsText()
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
        <ToolsSection settings={settings} load={agent} onLog={onLog} />
        <ModelHost settings={settings} />
        <PrivacySection settings={settings} onOpen={onPrivacy} />
        <VaultSection vault={vault} settings={settings} />
        <StorageSection {...props} />
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
