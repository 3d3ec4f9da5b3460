import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { focusHeir } from '../../ui/focus-heir.ts'
import { type ModelsText, useModelsText } from '../../ui/i18n/models-dialog.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import { focusSelectedTab } from '../../ui/Tabs.tsx'
import type { Library, Work, WorkResult } from '../library-state.ts'

interface ModelWorkProps {
  readonly id: string
  readonly library: Library
  /** The id of the element that names the model. */
  readonly nameId: string
  /** What is asked before it is deleted. */
  readonly question: string
  /** Its files are changing or being loaded: nothing can be begun. */
  readonly isBusy: boolean
  /** Fetches what was found bad; without it that is offered elsewhere. */
  readonly onRepair?: () => void
  /** What else can be done, before the rest. */
  readonly children?: ReactNode
}

/** What can be done with a model's files, what is being done, and how that ended. */
export function ModelWork({ id, library, nameId, question, isBusy, onRepair, children }: ModelWorkProps) {
  const text = useModelsText()
  const work = useStore(library.store, state => state.work[id])
  const result = useStore(library.store, state => state.results[id])
  return (
    <div className="model-work">
      <div className="row-actions">
        {work ? (
          <Running id={id} library={library} work={work} />
        ) : (
          <>
            {children}
            <Button kind="text" disabled={isBusy} aria-describedby={nameId} onClick={() => library.check(id)}>
              {text.checkFiles}
            </Button>
            <Button kind="text" disabled={isBusy} aria-describedby={nameId} onClick={() => library.pack(id)}>
              {text.saveAsPack}
            </Button>
            <Confirm
              kind="text"
              label={text.deleteModel}
              question={question}
              yes={text.deleteModelYes}
              describedBy={nameId}
              onYes={() => library.remove(id)}
            />
          </>
        )}
      </div>
      <div className="work-result" aria-live="polite">
        {!work && result && (
          <>
            <p data-kind={result.kind}>{resultText(text, result)}</p>
            {result.kind === 'damaged' && onRepair && (
              <Button
                ref={focusHeir(focusSelectedTab)}
                onClick={() => {
                  library.dismiss(id)
                  onRepair()
                }}
              >
                {text.repair}
              </Button>
            )}
            {result.kind === 'failed' && (
              <Button kind="text" ref={focusHeir(focusSelectedTab)} onClick={() => library.dismiss(id)}>
                {text.ok}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  )
}

interface RunningProps {
  readonly id: string
  readonly library: Library
  readonly work: Work
}

function Running({ id, library, work }: RunningProps) {
  const text = useModelsText()
  const words = workText(text, work)
  return (
    <>
      <progress className="progress" value={work.fraction} aria-label={words} />
      <span className="work-words numbers">{words}</span>
      {work.what !== 'deleting' && (
        <Button kind="text" onClick={() => library.stopWork(id)}>
          {text.cancel}
        </Button>
      )}
    </>
  )
}

function workText(text: ModelsText, { what, fraction = 0 }: Work): string {
  if (what === 'deleting') return text.deleting
  return what === 'checking' ? text.checking(fraction) : text.packing(fraction)
}

function resultText(text: ModelsText, result: WorkResult): string {
  switch (result.kind) {
    case 'whole':
      return text.checkedWhole
    case 'packed':
      return text.packed
    case 'damaged':
      return text.checkedDamaged(result.bytes)
    case 'failed':
      return faultSentence(text, result.fault)
  }
}
