import { useMemo } from 'react'
import type { SlashItem } from '../chat/slash/slash.ts'
import { useText } from '../ui/i18n/text.ts'
import type { Ability, OpenView } from './ability.ts'

/** The commands of abilities as things that "/" can do. */
export function useCommandItems(abilities: readonly Ability[], openView: OpenView): readonly SlashItem[] {
  const text = useText()
  return useMemo(
    () =>
      abilities.flatMap(({ id, commands = [] }) =>
        commands.map(
          (command): SlashItem => ({
            id: `command/${id}/${command.id}`,
            name: command.name(text),
            title: `/${command.name(text)}`,
            hint: command.hint(text),
            run: ({ insert }) => command.run({ insert, openView }),
          }),
        ),
      ),
    [abilities, openView, text],
  )
}
