import { useId } from 'react'
import { useStore } from 'zustand'
import type { Settings } from '../../settings/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { useAgentText } from '../../ui/i18n/agent.ts'
import { useText } from '../../ui/i18n/text.ts'
import { Switch } from '../../ui/Switch.tsx'
import type { ConsentEntry } from '../consents.ts'
import type { AgentDesk } from '../desk.ts'
import { useDesk, useTool } from './use-desk.ts'
import './agent.css'

interface ToolsSectionProps {
  readonly settings: Settings
  readonly load: () => Promise<AgentDesk>
  /** Opens the log in the place of the dialog. */
  readonly onLog: () => void
}

/** In the settings: whether tools are used, and what the person has said once for all of one. */
export function ToolsSection({ settings, load, onLog }: ToolsSectionProps) {
  const words = useAgentText()
  const id = useId()
  const desk = useDesk(load)
  const isOn = useStore(settings.store, ({ tools }) => tools)
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h3 id={id}>{words.tools}</h3>
      <Switch
        label={words.useTools}
        hint={words.useToolsHint}
        isOn={isOn}
        onChange={tools => settings.set({ tools })}
      />
      {desk && <StandingList desk={desk} />}
      <Button onClick={onLog}>{words.log}</Button>
    </section>
  )
}

function StandingList({ desk }: { readonly desk: AgentDesk }) {
  const words = useAgentText()
  const entries = useStore(desk.consents.store, state => state.entries)
  return (
    <>
      <p className="hint">{entries.length === 0 ? words.standingEmpty : words.standing}</p>
      {entries.length > 0 && (
        <ul className="standing" aria-label={words.standing}>
          {entries.map(entry => (
            <StandingRow key={entry.id} desk={desk} entry={entry} />
          ))}
        </ul>
      )}
    </>
  )
}

function StandingRow({ desk, entry }: { readonly desk: AgentDesk; readonly entry: ConsentEntry }) {
  const words = useAgentText()
  const { language } = useText().formats
  const tool = useTool(desk, entry.tool, entry.source)
  const title = tool?.title[language] ?? entry.title
  return (
    <li>
      <span>{[title, ...(entry.source === undefined ? [] : [words.from(entry.source)])].join(' · ')}</span>
      <span className="step-state">{entry.standing === 'always' ? words.always : words.neverAllowed}</span>
      <Button
        aria-label={words.askAgain(title)}
        onClick={() => desk.consents.set({ name: entry.tool, source: entry.source, title }, undefined)}
      >
        {words.askAgainShort}
      </Button>
    </li>
  )
}
