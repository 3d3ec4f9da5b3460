import { createRoot } from 'react-dom/client'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { incomingText } from '../../ui/i18n/incoming.ts'
import { type Text, TextContext } from '../../ui/i18n/text.ts'
import { drawWith } from '../../ui/pace.ts'
import type { Rooms } from '../rooms.ts'
import { lookAlike } from './look-alike.ts'
import { pictureInPicture } from './picture-in-picture.ts'
import { SmallWindow, type SmallWindowProps } from './SmallWindow.tsx'

/** In CSS pixels. The browser remembers what a person makes of it. */
const size = { width: 400, height: 520 } as const

interface SmallWindowParts extends SmallWindowProps {
  readonly rooms: SmallWindowProps['rooms'] & Pick<Rooms, 'vault'>
  readonly text: Text
}

/**
 * Opens the chat in view in a small window over all others, or brings it to the front. To be called by a press. What is
 * written there is written in the page: closing it loses nothing.
 */
export async function openSmallWindow({ rooms, actions, text }: SmallWindowParts): Promise<void> {
  const browser = pictureInPicture()
  if (!browser || browser.window) return browser?.window?.focus()
  let small: Window
  try {
    small = await browser.requestWindow(size)
  } catch (reason) {
    console.warn('The small window was not opened.', reason)
    return sayNo(text)
  }
  const { document: page } = small
  page.title = 'Hermit'
  const endLooks = lookAlike(document, page)
  const root = createRoot(page.body)
  root.render(<SmallWindow rooms={rooms} actions={actions} />)
  // The page may be hidden, and then draws no frames.
  drawWith(small)
  const endVault = rooms.vault.store.subscribe(({ status }) => {
    if (status === 'locking' || status === 'locked') small.close()
  })
  small.addEventListener('pagehide', () => {
    drawWith(undefined)
    endVault()
    endLooks()
    root.unmount()
  })
}

function sayNo(text: Text): void {
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  const close = () => {
    root.unmount()
    place.remove()
  }
  const words = incomingText(text)
  root.render(
    <TextContext value={text}>
      <Dialog title={text.commandSmall} onClose={close}>
        <p role="alert">{words.smallFailed}</p>
        <div className="incoming-actions">
          <Button kind="primary" onClick={close}>
            {text.ok}
          </Button>
        </div>
      </Dialog>
    </TextContext>,
  )
}
