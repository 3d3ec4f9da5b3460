import { type MouseEvent, useState } from 'react'
import { useAnnounce } from '../announce.tsx'
import { Button } from '../Button.tsx'
import { Dialog } from '../Dialog.tsx'
import { useText } from '../i18n/text.ts'
import type { LinkTarget } from './link-address.ts'

interface LinkDialogProps {
  readonly target: LinkTarget
  /** Its words in the answer look like another place. */
  readonly isElsewhere: boolean
  readonly onClose: () => void
}

/** Asks before a link of an answer is followed: the answer may have been told to lead somewhere. */
export function LinkDialog({ target, isElsewhere, onClose }: LinkDialogProps) {
  const text = useText()
  const isMail = target.kind === 'mail'
  return (
    <Dialog title={isMail ? text.writeToAsk(target.place) : text.openLinkAsk(target.place)} onClose={onClose}>
      {isElsewhere && (
        <p className="link-warning" role="alert">
          {text.linkElsewhere(target.place)}
        </p>
      )}
      <p className="link-address" dir="ltr">
        {target.href}
      </p>
      <p className="link-note">{isMail ? text.mailNote : text.linkNote}</p>
      <LinkActions target={target} />
    </Dialog>
  )
}

/** Closed by the browser, which gives the focus back to the link. */
function close({ currentTarget }: MouseEvent): void {
  currentTarget.closest('dialog')?.close()
}

function LinkActions({ target }: Pick<LinkDialogProps, 'target'>) {
  const text = useText()
  const announce = useAnnounce()
  const [isCopied, setCopied] = useState(false)
  const open = (event: MouseEvent) => {
    if (target.kind === 'mail') location.assign(target.href)
    else window.open(target.href, '_blank', 'noopener,noreferrer')
    close(event)
  }
  const copy = async () => {
    await navigator.clipboard.writeText(target.href).then(
      () => {
        setCopied(true)
        announce(text.copied)
      },
      () => announce(text.copyFailed),
    )
  }
  return (
    <div className="link-actions">
      <Button onClick={close}>{text.cancel}</Button>
      <Button onClick={() => void copy()}>{isCopied ? text.copied : text.copyLink}</Button>
      <Button kind="primary" autoFocus onClick={open}>
        {target.kind === 'mail' ? text.writeMail : text.openLink}
      </Button>
    </div>
  )
}
