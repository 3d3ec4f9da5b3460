import { type ComponentType, lazy, Suspense, useSyncExternalStore } from 'react'
import type { Ability, Notice, NoticeProps, OpenView } from '../abilities/ability.ts'
import { Boundary } from '../ui/Boundary.tsx'

interface NoticesProps {
  readonly abilities: readonly Ability[]
  readonly openView: OpenView
}

/** Each is one component for as long as the page lives. */
const loaded = new Map<Notice, ComponentType<NoticeProps>>()

/** What abilities have to say by themselves, over whatever is in view. */
export function Notices({ abilities, openView }: NoticesProps) {
  return abilities.map(
    ({ id, notice }) => notice && <NoticeOf key={id} notice={notice} openView={openView} />,
  )
}

function NoticeOf({ notice, openView }: { readonly notice: Notice } & NoticeProps) {
  const isWanted = useSyncExternalStore(notice.subscribe, notice.isWanted)
  if (!isWanted) return null
  const Shown = loaded.get(notice) ?? lazy(async () => ({ default: await notice.load() }))
  loaded.set(notice, Shown)
  return (
    <Boundary isQuiet>
      <Suspense>
        <Shown openView={openView} />
      </Suspense>
    </Boundary>
  )
}
