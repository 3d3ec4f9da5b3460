import { type ComponentType, lazy } from 'react'
import type { Ability, OpenView, View, ViewProps } from '../abilities/ability.ts'

/** Which view is open, and what it shows. */
export interface OpenedView {
  readonly abilityId: string
  readonly target: string | undefined
}

interface AbilityViewProps {
  readonly abilities: readonly Ability[]
  readonly opened: OpenedView
  readonly openView: OpenView
  readonly openModels: () => void
  readonly onClose: () => void
}

/** Each is one component for as long as the page lives: another one in its place would begin anew. */
const loaded = new Map<View, ComponentType<ViewProps>>()

function componentOf(view: View): ComponentType<ViewProps> {
  const known = loaded.get(view)
  if (known) return known
  const component = lazy(async () => ({ default: await view.load() }))
  loaded.set(view, component)
  return component
}

/** The view of an ability over the chat; loaded when it is first opened. It stands in a Suspense. */
export function AbilityView({ abilities, opened, ...doors }: AbilityViewProps) {
  const view = abilities.find(({ id }) => id === opened.abilityId)?.view
  if (!view) return null
  const Shown = componentOf(view)
  return <Shown target={opened.target} {...doors} />
}
