import type { Text } from '../ui/i18n/text.ts'
import type { Ability } from './ability.ts'
import type { Both } from './tool.ts'

/** What an ability is called before anything of it is loaded. */
export interface AbilityNames {
  readonly title: Both
  /** What is typed after "/": one word. */
  readonly command: Both
  readonly hint: Both
}

/** The id, the title and the one command of an ability: what opens its view. */
export function opensView(
  id: string,
  { title, command, hint }: AbilityNames,
): Pick<Ability, 'id' | 'title' | 'commands'> {
  const inUse = (words: Both) => (text: Text) => words[text.formats.language]
  return {
    id,
    title: inUse(title),
    commands: [
      {
        id,
        name: inUse(command),
        hint: inUse(hint),
        run({ insert, openView }) {
          insert('')
          openView(id)
        },
      },
    ],
  }
}

/** Loads something once; what did not come (a new version is out, or there is no network) is asked for again. */
export function once<Thing>(load: () => Promise<Thing>): () => Promise<Thing> {
  let loading: Promise<Thing> | undefined
  return () => {
    loading ??= load().catch(error => {
      loading = undefined
      throw error
    })
    return loading
  }
}
