import { useState } from 'react'
import type { Chat } from '../chat/chat.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useIncomingText } from '../ui/i18n/incoming.ts'
import { bytesOf, draftOf, withoutHidden } from './share.ts'
import { type Answer, type Doors, type Question, useArrivals } from './use-arrivals.ts'
import type { WaitingShare } from './waiting-shares.ts'
import './incoming.css'

/** The most of a clipboard that is summarised from here, in characters. */
const longestClipboard = 1_000_000

/** Takes what comes in from the system, and asks the person where that is needed. */
export function Arrivals({ chat, ...doors }: Doors & { readonly chat: Chat }) {
  const question = useArrivals(chat, doors)
  if (!question) return null
  const { asked } = question
  const key = asked.kind === 'share' ? asked.share.id : asked.kind
  return <QuestionDialog key={key} {...question} openView={doors.openView} />
}

function QuestionDialog({ asked, onAnswer, openView }: Question & Pick<Doors, 'openView'>) {
  const words = useIncomingText()
  const close = () => onAnswer('later')
  switch (asked.kind) {
    case 'share':
      return <ShareDialog share={asked.share} onAnswer={onAnswer} />
    case 'share-problem':
      return <News title={words.shareTitle} sentence={words.shareProblems[asked.problem]} onClose={close} />
    case 'unknown-link':
      return (
        <News
          title={words.linkTitle}
          sentence={words.linkUnknown}
          quote={withoutHidden(asked.address)}
          onClose={close}
        />
      )
    case 'no-chat':
      return <News title={words.linkTitle} sentence={words.linkNoChat} onClose={close} />
    case 'translate':
      return (
        <Dialog title={words.linkTitle} onClose={close}>
          <p>{words.linkTranslate}</p>
          <Quote words={asked.text} />
          <div className="incoming-actions">
            <Button kind="primary" ref={focusFirst} onClick={() => onAnswer('yes')}>
              {words.linkTranslateIt}
            </Button>
            <Button onClick={close}>{words.cancel}</Button>
          </div>
        </Dialog>
      )
    case 'clipboard':
      return <ClipboardDialog onText={text => openView('summarise', `text/${text}`)} onClose={close} />
  }
}

/** A modal dialog that opens gives the focus to what has this attribute, which React's autoFocus does not write. */
function focusFirst(button: HTMLButtonElement | null): void {
  button?.setAttribute('autofocus', '')
}

interface NewsProps {
  readonly title: string
  readonly sentence: string
  readonly quote?: string
  readonly onClose: () => void
}

/** Something that is said once. */
function News({ title, sentence, quote, onClose }: NewsProps) {
  const { ok } = useIncomingText()
  return (
    <Dialog title={title} onClose={onClose}>
      <p role="alert">{sentence}</p>
      {quote !== undefined && <Quote words={quote} />}
      <div className="incoming-actions">
        <Button kind="primary" ref={focusFirst} onClick={onClose}>
          {ok}
        </Button>
      </div>
    </Dialog>
  )
}

/** Words from outside, as the plain text that they are. */
function Quote({ words }: { readonly words: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <blockquote className="incoming-quote" dir="auto" tabIndex={0}>
      {words.slice(0, 4000)}
    </blockquote>
  )
}

interface ShareDialogProps {
  readonly share: WaitingShare
  readonly onAnswer: (answer: Answer) => void
}

function ShareDialog({ share, onAnswer }: ShareDialogProps) {
  const words = useIncomingText()
  const { files } = share
  const said = draftOf(share)
  return (
    <Dialog title={words.shareTitle} onClose={() => onAnswer('later')}>
      {said !== '' && <Quote words={said} />}
      {files.length > 0 && (
        <>
          <p>{words.shareFiles(files.length, bytesOf(share))}</p>
          <ul className="incoming-files">
            {files.map((file, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and the list does not change.
              <li key={at}>
                <bdi>{file.name}</bdi> <span className="hint numbers">{words.fileSize(file.size)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="hint">{words.shareHint}</p>
      <div className="incoming-actions">
        <Button kind="primary" ref={focusFirst} onClick={() => onAnswer('yes')}>
          {words.shareTake}
        </Button>
        <Button onClick={() => onAnswer('no')}>{words.shareDiscard}</Button>
      </div>
      <p className="hint">{words.shareLater}</p>
    </Dialog>
  )
}

interface ClipboardDialogProps {
  readonly onText: (text: string) => void
  readonly onClose: () => void
}

/** Browsers let the clipboard be read by a press only, and a person should know when it is. */
function ClipboardDialog({ onText, onClose }: ClipboardDialogProps) {
  const words = useIncomingText()
  const [problem, setProblem] = useState<string>()
  const read = async () => {
    setProblem(undefined)
    try {
      const text = (await navigator.clipboard.readText()).trim()
      if (text === '') setProblem(words.clipboardEmpty)
      else if (text.length > longestClipboard) setProblem(words.clipboardLong(text.length))
      else {
        onClose()
        onText(text)
      }
    } catch {
      // Refused, or this browser has no such thing.
      setProblem(words.clipboardBlocked)
    }
  }
  return (
    <Dialog title={words.clipboardTitle} onClose={onClose}>
      <p>{words.clipboardHint}</p>
      {problem !== undefined && <p role="alert">{problem}</p>}
      <div className="incoming-actions">
        <Button kind="primary" ref={focusFirst} onClick={() => void read()}>
          {words.clipboardRead}
        </Button>
        <Button onClick={onClose}>{words.cancel}</Button>
      </div>
    </Dialog>
  )
}
