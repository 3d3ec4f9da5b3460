import type { Settings } from '../../settings/settings.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useText } from '../../ui/i18n/text.ts'
import type { Library } from '../library-state.ts'
import type { Session } from '../session-state.ts'
import { ModelsTabs } from './ModelsTabs.tsx'

/** What every view of the room is given. */
export interface ModelsProps {
  readonly session: Session
  readonly library: Library
  readonly settings: Settings
}

interface ModelsDialogProps extends ModelsProps {
  readonly onClose: () => void
}

/** The models, in a dialog. */
export function ModelsDialog({ onClose, ...props }: ModelsDialogProps) {
  const text = useText()
  return (
    <Dialog title={text.models} size="wide" onClose={onClose}>
      <ModelsTabs {...props} />
    </Dialog>
  )
}
