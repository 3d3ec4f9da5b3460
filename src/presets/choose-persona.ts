import type { ChatSettings } from '../chat/chat-settings.ts'
import type { Persona } from './presets.ts'

/** What a chat is told when a persona is chosen for it: a copy, so that the chat stays whole without the persona. */
export function settingsFrom(persona: Persona | undefined): {
  readonly [Key in 'personaId' | 'instructions' | 'sampling']: ChatSettings[Key] | undefined
} {
  return {
    personaId: persona?.id,
    instructions: persona?.instructions,
    sampling: persona?.sampling,
  }
}
