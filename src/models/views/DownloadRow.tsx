import { useId, useRef } from 'react'
import type { FaultCode } from '../../fault.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { focusHeir } from '../../ui/focus-heir.ts'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import { focusSelectedTab } from '../../ui/Tabs.tsx'
import type { Download, Library } from '../library-state.ts'
import { DownloadProgress } from './Progress.tsx'

/** So much is soon fetched again: giving it up needs no question. */
const littleBytes = 32 * 1024 * 1024

/** Trying again would end the same way. */
const final: readonly FaultCode[] = ['not-fetchable', 'not-a-model', 'model-unsupported', 'model-too-large']

interface DownloadRowProps {
  readonly id: string
  readonly download: Download
  readonly library: Library
}

/** A model on its way to this device. */
export function DownloadRow({ id, download, library }: DownloadRowProps) {
  const text = useModelsText()
  const nameId = useId()
  const rowRef = useRef<HTMLLIElement>(null)
  const { wanted, state } = download
  const { name, quantisation } = wanted.outline
  const isRunning = state.name === 'running'
  const isFinal = state.name === 'failed' && final.includes(state.fault.code)
  /** What can be done with it now, or, where it is gone, the tab that it was on. */
  const focusRow = () => {
    const next = '[role="alert"] button, .model-row-action button'
    if (rowRef.current) rowRef.current.querySelector<HTMLElement>(next)?.focus()
    else focusSelectedTab()
  }
  return (
    <li ref={rowRef} className="model-row" aria-labelledby={nameId}>
      <div className="model-row-head">
        <div className="model-row-words">
          <h4 id={nameId}>{name}</h4>
          <span className="model-row-facts">{quantisation}</span>
        </div>
        <div className="model-row-action">
          {/* One button, so that it keeps the focus when it changes. */}
          {state.name !== 'failed' && (
            <Button
              ref={focusHeir(focusRow)}
              kind={isRunning ? 'plain' : 'primary'}
              aria-describedby={nameId}
              onClick={() => (isRunning ? library.pause(id) : library.resume(id))}
            >
              {isRunning ? text.pause : text.resume}
            </Button>
          )}
        </div>
      </div>
      <DownloadProgress name={name} state={state}>
        {!isFinal && <Cancel state={state} nameId={nameId} onCancel={() => library.cancel(id)} />}
      </DownloadProgress>
      {state.name === 'failed' && (
        <div ref={focusHeir(focusRow)} className="row-fault" role="alert" title={state.fault.detail}>
          <p>{faultSentence(text, state.fault)}</p>
          <Button onClick={() => (isFinal ? library.cancel(id) : library.resume(id))}>
            {text.faultActions[state.fault.code]}
          </Button>
        </div>
      )}
    </li>
  )
}

interface CancelProps {
  readonly state: Download['state']
  readonly nameId: string
  readonly onCancel: () => void
}

/** Gives the download up; what took long to come is asked about first. */
function Cancel({ state, nameId, onCancel }: CancelProps) {
  const text = useModelsText()
  if (state.bytes < littleBytes) {
    return (
      <Button kind="text" aria-describedby={nameId} onClick={onCancel}>
        {text.cancelDownload}
      </Button>
    )
  }
  return (
    <Confirm
      kind="text"
      label={text.cancelDownload}
      question={text.cancelDownloadAsk}
      yes={text.cancelDownload}
      no={text.keepDownload}
      describedBy={nameId}
      onYes={onCancel}
    />
  )
}
