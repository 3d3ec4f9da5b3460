import type { ComponentType } from 'react'
import { useStore } from 'zustand'
import { AppPane } from './AppPane.tsx'
import { AskDialog } from './AskDialog.tsx'
import type { BesideProps } from './ability.ts'
import type { AppsRoom } from './room.ts'

/** What apps show outside of their dialog: the one that is open, and the question of a caller from outside. */
export function makeBesideView(room: AppsRoom): ComponentType<BesideProps> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once, when the room is loaded.
  return function BesideView({ isInert }: BesideProps) {
    const opened = useStore(room.store, state => state.opened)
    const asking = useStore(room.store, state => state.asking)
    return (
      <>
        {opened && <AppPane room={room} opened={opened} isInert={isInert} />}
        {asking && <AskDialog key={asking.id} asking={asking} />}
      </>
    )
  }
}
