import { type ComponentType, type LazyExoticComponent, lazy, useMemo } from 'react'
import type { Ability, OpenView, ViewProps } from '../abilities/ability.ts'
import type { SlashItem } from '../chat/slash/slash.ts'
import { useText } from '../ui/i18n/text.ts'

/** The view that is open. */
export interface OpenedView {
  readonly abilityId: string
  readonly target: string | undefined
}

/** What abilities offer after "/". */
export function useAbilityItems(abilities: readonly Ability[], openView: OpenView): readonly SlashItem[] {
  const text = useText()
  return useMemo(
    () =>
      abilities.flatMap(({ title, commands = [] }) =>
        commands.map(command => ({
          id: `ability/${command.id}`,
          name: command.name(text),
          title: title(text),
          hint: command.hint(text),
          run: ({ insert }: Parameters<SlashItem['run']>[0]) => command.run({ insert, openView }),
        })),
      ),
    [abilities, openView, text],
  )
}

interface AbilityViewProps {
  readonly abilities: readonly Ability[]
  readonly view: OpenedView
  readonly openView: OpenView
  readonly onClose: () => void
}

const views = new WeakMap<Ability, LazyExoticComponent<ComponentType<ViewProps>>>()

/** The view of an ability, loaded when it is first opened. */
export function AbilityView({ abilities, view, openView, onClose }: AbilityViewProps) {
  const ability = abilities.find(({ id }) => id === view.abilityId)
  const source = ability?.view
  if (!ability || !source) return null
  const View = views.get(ability) ?? lazy(async () => ({ default: await source.load() }))
  views.set(ability, View)
  return <View target={view.target} openView={openView} onClose={onClose} />
}
