import { useStore } from 'zustand'
import type { PersonaModels } from '../../presets/persona-models.ts'
import type { Presets } from '../../presets/presets.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useAgentText } from '../../ui/i18n/agent.ts'
import { usePresetsText } from '../../ui/i18n/presets-dialogs.ts'
import { useText } from '../../ui/i18n/text.ts'
import { Switch } from '../../ui/Switch.tsx'
import { type Chat, settingsInView } from '../chat.ts'
import { InstructionsField } from './InstructionsField.tsx'
import { JsonForm } from './JsonForm.tsx'
import { PersonaPicker } from './PersonaPicker.tsx'
import { SamplingControls } from './SamplingControls.tsx'
import './chat-settings.css'

interface ChatSettingsDialogProps {
  readonly chat: Chat
  readonly presets: Presets
  readonly models: PersonaModels
  readonly onClose: () => void
}

/** Persona, instructions, sampling and the form of answers for one chat; before its first message too. */
export function ChatSettingsDialog({ chat, presets, models, onClose }: ChatSettingsDialogProps) {
  const text = useText()
  const words = usePresetsText()
  const tools = useAgentText()
  const settings = useStore(chat.store, settingsInView) ?? {}
  const canWrite = useStore(chat.store, state => state.access === 'full')
  return (
    <Dialog title={text.chatSettings} onClose={onClose}>
      <fieldset className="chat-settings" disabled={!canWrite}>
        <p className="hint">{canWrite ? words.appliesFromNext : words.readOnly}</p>
        <PersonaPicker chat={chat} presets={presets} models={models} settings={settings} />
        <InstructionsField
          instructions={settings.instructions}
          countTokens={models.countTokens}
          onChange={instructions => chat.configure({ instructions })}
        />
        <SamplingControls sampling={settings.sampling} onChange={sampling => chat.configure({ sampling })} />
        <Switch
          label={tools.useToolsHere}
          hint={tools.useToolsHereHint}
          isOn={settings.tools !== 'off'}
          onChange={isOn => chat.configure({ tools: isOn ? undefined : 'off' })}
        />
        <JsonForm schema={settings.jsonSchema} onChange={jsonSchema => chat.configure({ jsonSchema })} />
      </fieldset>
    </Dialog>
  )
}
