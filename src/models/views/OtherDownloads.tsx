import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { Button, IconButton } from '../../ui/Button.tsx'
import { useText } from '../../ui/i18n/text.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import type { Library, LibraryState } from '../library-state.ts'
import type { Session } from '../session-state.ts'
import { useArrived } from './use-arrived.ts'

interface OtherDownloadsProps {
  readonly session: Session
  readonly library: Library
  readonly onModels: () => void
}

/** Models on their way that are not in use: one quiet line. Paused ones say nothing. */
export function OtherDownloads({ session, library, onModels }: OtherDownloadsProps) {
  const text = useText()
  const inUse = useStore(session.store, ({ model }) => model.id)
  // Compared by what it says, so that only another per cent draws it anew.
  const { running, name, failed, percent } = useStore(
    library.store,
    useShallow(({ downloads }) => lineOf(downloads, inUse)),
  )
  const [arrived, forget] = useArrived(library)
  const offers = useStore(library.store, state => state.offers)

  if (running > 0 || failed !== '') {
    const words = running > 1 ? text.downloadingModels(running) : text.downloadingModel(name)
    return (
      <div className="model-line column numbers">
        <button type="button" className="model-line-button" data-failed={failed !== ''} onClick={onModels}>
          <span>{failed === '' ? words : text.downloadFailed(failed)}</span>
          {failed === '' && <span>{text.formats.percent(percent / 100)}</span>}
        </button>
      </div>
    )
  }
  if (!arrived || arrived.id === inUse) return null
  const isTalker = !offers?.find(({ id }) => id === arrived.offerId)?.abilities.includes('embedding')
  return (
    <div className="model-line column">
      <div className="model-line-news">
        <p>{text.modelArrived(arrived.name)}</p>
        {isTalker && (
          <Button
            kind="text"
            aria-label={text.chooseModel(arrived.name)}
            onClick={() => {
              forget()
              library.use(arrived.id)
            }}
          >
            {text.use}
          </Button>
        )}
        <IconButton label={text.close} onClick={forget}>
          <CloseIcon />
        </IconButton>
      </div>
    </div>
  )
}

interface Line {
  readonly running: number
  /** Of the first that runs. */
  readonly name: string
  /** The name of one that has stopped, where none runs. */
  readonly failed: string
  /** Of all that run together, whole per cent. */
  readonly percent: number
}

function lineOf(downloads: LibraryState['downloads'], inUse: string): Line {
  const others = Object.entries(downloads).filter(([id]) => id !== inUse)
  const running = others.map(([, one]) => one).filter(({ state }) => state.name === 'running')
  const failed = others.find(([, { state }]) => state.name === 'failed')?.[1].wanted.outline.name ?? ''
  const sum = (key: 'bytes' | 'ofBytes') => running.reduce((all, { state }) => all + state[key], 0)
  return {
    running: running.length,
    name: running[0]?.wanted.outline.name ?? '',
    failed: running.length === 0 ? failed : '',
    percent: Math.floor((100 * sum('bytes')) / Math.max(1, sum('ofBytes'))),
  }
}
