import { useState } from 'react'
import { type Fault, toFault } from '../../../fault.ts'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { faultSentence, useText } from '../../../ui/i18n/text.ts'
import {
  BinIcon,
  ClipIcon,
  DocumentIcon,
  InstallIcon,
  MoreIcon,
  PencilIcon,
  RetryIcon,
} from '../../../ui/icons.tsx'
import { Menu, MenuItem } from '../../../ui/Menu.tsx'
import { saveBlob, saveFile } from '../../../ui/save-file.ts'
import type { DocumentsDesk } from '../ability.ts'
import type { DocumentRecord } from '../document.ts'

interface DocumentMenuProps {
  readonly desk: DocumentsDesk
  readonly document: DocumentRecord
  readonly isAttached: boolean
  readonly canWrite: boolean
  /** Absent where it is open, or cannot be opened. */
  readonly onOpen?: (() => void) | undefined
  /** Absent where it cannot be named. */
  readonly onRename?: () => void
  /** Told when it has been deleted. */
  readonly onRemoved?: () => void
}

/** What can be done to a document. */
export function DocumentMenu(props: DocumentMenuProps) {
  const { desk, document, isAttached, canWrite, onOpen, onRename, onRemoved } = props
  const { library, attaching, contents } = desk
  const { id, title, fileName, status, hasFile, characters } = document
  const text = useText()
  const words = useDocumentsText()
  const [fault, setFault] = useState<Fault>()

  const save = (deed: () => Promise<void>) => {
    setFault(undefined)
    deed().catch((error: unknown) => setFault(toFault(error)))
  }
  const exportText = async () => {
    const found = await (await contents()).text(document)
    if (found) saveFile(`${title.replaceAll(/[\\/:*?"<>|]+/g, ' ').trim()}.txt`, found.text, 'text/plain')
  }
  const saveOriginal = async () => {
    const file = await (await contents()).file(document)
    if (file) saveBlob(fileName, file)
  }
  const hasText = characters !== undefined
  return (
    <div className="document-menu">
      <Menu label={words.more(title)} button={<MoreIcon />} align="end">
        {onOpen && (
          <MenuItem icon={<DocumentIcon />} onSelect={onOpen}>
            {words.open}
          </MenuItem>
        )}
        {canWrite && hasText && (
          <MenuItem
            icon={<ClipIcon />}
            onSelect={() => (isAttached ? attaching.detach(id) : attaching.attach([id]))}
          >
            {isAttached ? words.leaveChat : words.useInChat}
          </MenuItem>
        )}
        {canWrite && onRename && (
          <MenuItem icon={<PencilIcon />} onSelect={onRename}>
            {words.rename}
          </MenuItem>
        )}
        {hasText && (
          <MenuItem icon={<InstallIcon />} onSelect={() => save(exportText)}>
            {words.exportText}
          </MenuItem>
        )}
        {hasFile && (
          <MenuItem icon={<InstallIcon />} onSelect={() => save(saveOriginal)}>
            {words.saveFile}
          </MenuItem>
        )}
        {canWrite && status === 'ready' && (
          <MenuItem icon={<RetryIcon />} onSelect={() => library.reindex(id)}>
            {words.reindex}
          </MenuItem>
        )}
        {canWrite && (
          <MenuItem
            icon={<BinIcon />}
            kind="danger"
            onSelect={() => {
              library.remove(id)
              onRemoved?.()
            }}
          >
            {words.remove}
          </MenuItem>
        )}
      </Menu>
      {fault && (
        <p className="document-failed" role="alert">
          {fault.code === 'crashed' ? words.crashed : faultSentence(text, fault)}
        </p>
      )}
    </div>
  )
}
