import { useState } from 'react'
import { useStore } from 'zustand'
import { type Chat, draftInView } from '../chat/chat.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { usePresetsText } from '../ui/i18n/presets-dialogs.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { PersonasTab } from './PersonasTab.tsx'
import { PromptsTab } from './PromptsTab.tsx'
import type { PersonaModels } from './persona-models.ts'
import type { Presets } from './presets.ts'
import './presets.css'

interface PresetsDialogProps {
  readonly chat: Chat
  readonly presets: Presets
  readonly models: PersonaModels
  /** 'new-prompt' begins with a new prompt of what is being written. */
  readonly begin: 'personas' | 'prompts' | 'new-prompt'
  readonly onClose: () => void
}

/** All personas and prompts: to read, add, change and remove. */
export function PresetsDialog({ chat, presets, models, begin, onClose }: PresetsDialogProps) {
  const words = usePresetsText()
  const [tab, setTab] = useState<'personas' | 'prompts'>(begin === 'personas' ? 'personas' : 'prompts')
  const canWrite = useStore(chat.store, state => state.access === 'full')
  const [draft] = useState(() => (begin === 'new-prompt' ? draftInView(chat.store.getState()) : undefined))
  return (
    <Dialog title={words.personasAndPrompts} size="wide" onClose={onClose}>
      <Tabs
        label={words.personasAndPrompts}
        tabs={[
          ['personas', words.personas],
          ['prompts', words.prompts],
        ]}
        selected={tab}
        onSelect={setTab}
      >
        <fieldset className="presets" disabled={!canWrite}>
          {!canWrite && <p className="hint">{words.readOnly}</p>}
          {tab === 'personas' ? (
            <PersonasTab presets={presets} models={models} />
          ) : (
            <PromptsTab presets={presets} draft={draft} />
          )}
        </fieldset>
      </Tabs>
    </Dialog>
  )
}
