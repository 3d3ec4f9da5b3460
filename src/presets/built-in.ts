import type { Sampling } from '../chat/chat-settings.ts'
import type { Text } from '../ui/i18n/text.ts'
import { builtInPrefix, type Persona, type PresetsState, type SavedPrompt } from './presets.ts'

/** Of those that should not give the likeliest words each time. */
const builtInSampling: Readonly<Record<string, Sampling>> = {
  storyteller: { temperature: 0.7, topP: 0.9, repeatPenalty: 1.1 },
}

/** What is needed of the texts: the built-in ones speak the language of the page. */
type BuiltInTexts = Pick<Text, 'builtInPersonas' | 'builtInPrompts'>

/** All personas: those that come with Hermit as the person left them, then the person's own. */
export function personasIn(state: PresetsState, { builtInPersonas }: BuiltInTexts): readonly Persona[] {
  const builtIn = Object.entries(builtInPersonas).map(([name, words]): Persona => {
    const sampling = builtInSampling[name]
    return { ...words, id: `${builtInPrefix}${name}`, ...(sampling ? { sampling } : {}) }
  })
  return merged(builtIn, state.personas, state.removed)
}

/** All prompts, in the same order. */
export function promptsIn(state: PresetsState, { builtInPrompts }: BuiltInTexts): readonly SavedPrompt[] {
  const builtIn = Object.entries(builtInPrompts).map(([name, words]) => ({
    ...words,
    id: `${builtInPrefix}prompt/${name}`,
  }))
  return merged(builtIn, state.prompts, state.removed)
}

/** How many of Hermit's own personas the person has removed. */
export function removedPersonas({ removed }: PresetsState, { builtInPersonas }: BuiltInTexts): number {
  return Object.keys(builtInPersonas).filter(name => removed.includes(`${builtInPrefix}${name}`)).length
}

/** The same for prompts. */
export function removedPrompts({ removed }: PresetsState, { builtInPrompts }: BuiltInTexts): number {
  return Object.keys(builtInPrompts).filter(name => removed.includes(`${builtInPrefix}prompt/${name}`)).length
}

/** The persona that a chat was begun with, where it still is. */
export function personaOf(
  state: PresetsState,
  personaId: string | undefined,
  texts: BuiltInTexts,
): Persona | undefined {
  return personaId === undefined ? undefined : personasIn(state, texts).find(({ id }) => id === personaId)
}

function merged<One extends { readonly id: string }>(
  builtIn: readonly One[],
  own: readonly One[],
  removed: readonly string[],
): readonly One[] {
  const changed = new Map(own.map(one => [one.id, one]))
  const ids = new Set(builtIn.map(({ id }) => id))
  return [
    ...builtIn.filter(({ id }) => !removed.includes(id)).map(one => changed.get(one.id) ?? one),
    ...own.filter(({ id }) => !ids.has(id)),
  ]
}
