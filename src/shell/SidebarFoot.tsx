import { useState } from 'react'
import { useStore } from 'zustand'
import type { OpenView } from '../abilities/ability.ts'
import type { SessionPhase } from '../models/session-state.ts'
import { Button } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { CheckIcon, InstallIcon, LockIcon } from '../ui/icons.tsx'
import type { Rooms } from './rooms.ts'

/** Phases in which the model is certainly on the device. */
const phasesOnDevice: readonly SessionPhase['name'][] = ['loading', 'ready', 'resting']

interface SidebarFootProps {
  readonly rooms: Rooms
  readonly openView: OpenView
  /** Opens what is said of privacy in full. */
  readonly onPrivacy: () => void
}

/** What else Hermit can do, and the small print: what leaves the device (nothing), installing, updating. */
export function SidebarFoot({ rooms, openView, onPrivacy }: SidebarFootProps) {
  const text = useText()
  const { updateReady, offlineReady, applyUpdate } = useStore(rooms.pwa)
  const { canInstall, install } = useStore(rooms.install)
  const isModelHere = useStore(rooms.session.store, ({ phase }) => phasesOnDevice.includes(phase.name))
  const [wasRefused, setRefused] = useState(false)
  return (
    <div className="sidebar-foot">
      {updateReady && (
        <div className="update-bar" role="status">
          <p>{wasRefused ? text.updateRefused : text.updateReady}</p>
          <Button kind="text" onClick={() => setRefused(!applyUpdate())}>
            {text.update}
          </Button>
        </div>
      )}
      {rooms.abilities.map(
        ({ id, title, icon: AbilityIcon, view }) =>
          view && (
            <Button key={id} kind="quiet" aria-haspopup="dialog" onClick={() => openView(id)}>
              {AbilityIcon && <AbilityIcon />}
              {title(text)}
            </Button>
          ),
      )}
      {canInstall && (
        <Button kind="quiet" onClick={() => void install()}>
          <InstallIcon />
          {text.install}
        </Button>
      )}
      <p className="small-print">
        <LockIcon />
        <button type="button" className="small-print-door" aria-haspopup="dialog" onClick={onPrivacy}>
          {text.privacy}
        </button>
      </p>
      {offlineReady && isModelHere && (
        <p className="small-print">
          <CheckIcon />
          {text.offlineReady}
        </p>
      )}
    </div>
  )
}
