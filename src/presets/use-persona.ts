import { useStore } from 'zustand'
import { type Chat, type ChatState, settingsInView } from '../chat/chat.ts'
import { useText } from '../ui/i18n/text.ts'
import { personaOf } from './built-in.ts'
import type { Persona, Presets } from './presets.ts'

const personaIdInView = (state: ChatState) => settingsInView(state)?.personaId

/** Whom one talks to in the chat in view; undefined is Hermit itself. */
export function usePersona(chat: Chat, presets: Presets): Persona | undefined {
  const text = useText()
  const personaId = useStore(chat.store, personaIdInView)
  const state = useStore(presets.store)
  return personaOf(state, personaId, text)
}
