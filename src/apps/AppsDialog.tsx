import { type ComponentType, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ViewProps } from '../abilities/ability.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useAppsText } from '../ui/i18n/apps.ts'
import { Switch } from '../ui/Switch.tsx'
import { UndoBar } from '../ui/UndoBar.tsx'
import { AddApp } from './AddApp.tsx'
import type { AppRecord } from './record.ts'
import type { AppsRoom } from './room.ts'
import './apps.css'

/** What to give to `openView` so that the example is opened at once. */
const cafeTarget = 'cafe'

/** The view of apps over their room. */
export function makeAppsView(room: AppsRoom): ComponentType<ViewProps> {
  // biome-ignore lint/correctness/noComponentHookFactories: called once, when the room is loaded.
  return function AppsView(props: ViewProps) {
    return <AppsDialog room={room} {...props} />
  }
}

/** The apps that the person has added, the example, and what others may use of Hermit. */
function AppsDialog({ room, target, onClose }: ViewProps & { readonly room: AppsRoom }) {
  const words = useAppsText()
  const { access, apps, opened, removed, offersTools } = useStore(room.store)
  const [isGapped, setGapped] = useState(false)
  // Once this is closed nobody could take it back.
  useEffect(() => () => room.forgetRemoved(), [room])
  const canWrite = access !== 'read-only'
  const cafeUrl = new URL('examples/cafe/', room.home).href
  const open = (id: string) => {
    if (room.open(id) === 'air-gapped') return setGapped(true)
    // By its close button, so that the browser gives the focus back.
    onClose()
  }
  const tryCafe = () => {
    const cafe = apps.find(({ url }) => url === cafeUrl) ?? room.add(cafeUrl, words.cafe)
    if (typeof cafe === 'object') open(cafe.id)
  }
  const isForCafe = useRef(target === cafeTarget)
  useEffect(() => {
    if (!isForCafe.current || !canWrite || access === 'loading') return
    isForCafe.current = false
    tryCafe()
  })
  return (
    <Dialog title={words.apps} onClose={onClose}>
      <div className="apps">
        <p>{words.intro}</p>
        {!canWrite && <p className="hint">{words.readOnly}</p>}
        {apps.length === 0 ? (
          <p className="hint">{words.empty}</p>
        ) : (
          <ul className="apps-rows" aria-label={words.list}>
            {apps.map(app => (
              <AppRow
                key={app.id}
                app={app}
                isOpen={opened?.app.id === app.id}
                canWrite={canWrite}
                onOpen={() => open(app.id)}
                onRemove={() => room.remove(app.id)}
              />
            ))}
          </ul>
        )}
        {isGapped && (
          <p className="field-error" role="alert">
            {words.airGapped}
          </p>
        )}
        {removed && (
          <UndoBar
            what={removed}
            sentence={words.removed(removed.name)}
            onUndo={room.undoRemove}
            onForget={room.forgetRemoved}
          />
        )}
        {canWrite && !apps.some(({ url }) => url === cafeUrl) && (
          <div className="apps-example">
            <p>{words.cafeAbout}</p>
            <Button kind="primary" onClick={tryCafe}>
              {words.tryCafe}
            </Button>
          </div>
        )}
        {canWrite && <AddApp room={room} onAdded={open} />}
        {room.canOffer ? (
          <Switch
            label={words.offer}
            hint={words.offerHint}
            isOn={offersTools}
            onChange={offers => room.setOffers(offers)}
          />
        ) : (
          <p className="hint">{words.cannotOffer}</p>
        )}
      </div>
    </Dialog>
  )
}

interface AppRowProps {
  readonly app: AppRecord
  readonly isOpen: boolean
  readonly canWrite: boolean
  readonly onOpen: () => void
  readonly onRemove: () => void
}

function AppRow({ app, isOpen, canWrite, onOpen, onRemove }: AppRowProps) {
  const words = useAppsText()
  return (
    <li className="apps-row">
      <div className="apps-row-words">
        <span className="apps-row-name">{app.name}</span>
        <span className="hint">{isOpen ? words.isOpen : app.url}</span>
      </div>
      <Button aria-label={words.openApp(app.name)} onClick={onOpen}>
        {words.open}
      </Button>
      <Button kind="quiet" aria-label={words.removeApp(app.name)} disabled={!canWrite} onClick={onRemove}>
        {words.remove}
      </Button>
    </li>
  )
}
