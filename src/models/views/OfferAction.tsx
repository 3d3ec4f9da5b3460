import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import type { Build, Offer } from '../catalogue/offer.ts'
import type { Library } from '../library-state.ts'
import type { Session } from '../session-state.ts'
import { buildSize } from './fit-text.ts'

interface OfferActionProps {
  readonly offer: Offer
  readonly build: Build
  readonly session: Session
  readonly library: Library
  /** The one thing to do in this view. */
  readonly isMain?: boolean
  /** One of several builds in a row: its name says which. */
  readonly isOneOfMany?: boolean
}

/** What can be done with a build: download it, stop or go on with that, use it. */
export function OfferAction(props: OfferActionProps) {
  const { offer, build, session, library, isMain = false, isOneOfMany = false } = props
  const text = useModelsText()
  const { id } = build
  const isHere = useStore(library.store, ({ installed }) => installed.some(({ card }) => card.id === id))
  const download = useStore(library.store, ({ downloads }) => downloads[id]?.state)
  const isInUse = useStore(session.store, ({ model }) => model.id === id)
  const name = isOneOfMany ? `${offer.name} (${build.quantisation})` : offer.name
  const kind = isMain ? 'primary' : 'plain'

  if (isInUse) return <p className="offer-here">{text.inUse}</p>
  // What turns texts into vectors does not talk.
  if (isHere && offer.abilities.includes('embedding')) return <p className="offer-here">{text.isHere}</p>
  if (!isHere && !download && library.isMetered()) {
    return (
      <Confirm
        kind={kind}
        label={text.download}
        name={text.downloadModel(name)}
        question={text.meteredAsk(buildSize(text, build))}
        yes={text.meteredYes}
        onYes={() => library.download(offer, build)}
      />
    )
  }
  function nextStep(): Step {
    if (isHere) {
      return {
        note: text.isHere,
        label: text.use,
        longLabel: text.chooseModel(name),
        act: () => library.use(id),
      }
    }
    if (!download) {
      return {
        label: text.download,
        longLabel: text.downloadModel(name),
        act: () => library.download(offer, build),
      }
    }
    if (download.name === 'running') {
      const note = text.downloading(download.bytes / Math.max(1, download.ofBytes))
      return { note, label: text.pause, act: () => library.pause(id) }
    }
    const note = download.name === 'paused' ? text.downloadPaused : text.faultNames[download.fault.code]
    return { note, label: text.resume, act: () => library.resume(id) }
  }
  const { note, label, longLabel, act } = nextStep()
  return (
    <>
      {note !== undefined && <p className="offer-here numbers">{note}</p>}
      {/* One button, so that it keeps the focus when it changes. */}
      <Button kind={kind} aria-label={longLabel} onClick={act}>
        {label}
      </Button>
    </>
  )
}

interface Step {
  readonly note?: string
  readonly label: string
  readonly longLabel?: string
  readonly act: () => void
}
