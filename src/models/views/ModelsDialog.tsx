import { lazy, Suspense } from 'react'
import type { Settings } from '../../settings/settings.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/i18n/text.ts'
import type { Library } from '../library-state.ts'
import type { Session } from '../session-state.ts'

const ModelsTabs = lazy(() => import('./ModelsTabs.tsx').then(({ ModelsTabs: view }) => ({ default: view })))

/** What every view of the room is given. */
export interface ModelsProps {
  readonly session: Session
  readonly library: Library
  readonly settings: Settings
}

interface ModelsDialogProps extends ModelsProps {
  readonly onClose: () => void
}

/** The models. The dialog is there at once; what is in it comes with its first opening. */
export function ModelsDialog({ onClose, ...props }: ModelsDialogProps) {
  const text = useText()
  return (
    <Dialog title={text.models} size="wide" onClose={onClose}>
      <Boundary>
        <Suspense fallback={<p className="dialog-opening">{text.opening}</p>}>
          <ModelsTabs {...props} />
        </Suspense>
      </Boundary>
    </Dialog>
  )
}
