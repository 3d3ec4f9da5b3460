import { type ReactNode, useEffect, useRef } from 'react'
import type { Presets } from '../../presets/presets.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useImportText } from '../../ui/i18n/import.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import type { Chat } from '../chat.ts'
import { ImportPreview } from './ImportPreview.tsx'
import { type ImportDesk, type ImportPhase, useImport } from './use-import.ts'
import './transfer.css'

interface ImportDialogProps {
  readonly chat: Chat
  /** Personas and prompts that a file brings along go here. */
  readonly presets?: Presets | undefined
  /** A file that was dropped or opened; without one the dialog asks for it. */
  readonly file?: File | undefined
  readonly onClose: () => void
}

/** Chats from a file: what is in it is shown before anything is taken in. */
export function ImportDialog({ chat, presets, file, onClose }: ImportDialogProps) {
  const text = useImportText()
  const desk = useImport(chat, presets)
  const given = useRef(file)
  useEffect(() => {
    // Once, also where React runs an effect twice.
    const first = given.current
    given.current = undefined
    if (first) desk.read(first)
  })
  return (
    <Dialog title={text.importChats} onClose={onClose}>
      <div className="transfer">
        <Step desk={desk} onClose={onClose} />
      </div>
    </Dialog>
  )
}

interface StepProps {
  readonly desk: ImportDesk
  readonly onClose: () => void
}

function Step({ desk, onClose }: StepProps) {
  const text = useImportText()
  const { phase } = desk
  switch (phase.name) {
    case 'asking':
      return (
        <>
          <p className="transfer-words">{text.importIntro}</p>
          <ChooseFile label={text.importChoose} kind="primary" onFile={desk.read} />
        </>
      )
    case 'reading':
      return <Working words={text.importReading(phase.file)} fraction={phase.fraction} onCancel={onClose} />
    case 'saving':
      return <Working words={text.importSaving} fraction={undefined} onCancel={undefined} />
    case 'refused':
      return <Refused phase={phase} desk={desk} />
    case 'preview':
      return (
        <>
          <ImportPreview preview={phase.preview} standings={phase.standings} onTake={desk.take} />
          <ChooseFile label={text.importChooseOther} kind="text" onFile={desk.read} />
        </>
      )
    case 'done':
      return (
        <News sentence={text.importDone(phase.chats)}>
          <Button onClick={phase.undo}>{text.undo}</Button>
          <Button kind="primary" onClick={onClose}>
            {text.importFinish}
          </Button>
        </News>
      )
    case 'undone':
      return (
        <News sentence={text.importUndone}>
          <Button kind="primary" onClick={onClose}>
            {text.importFinish}
          </Button>
        </News>
      )
  }
}

interface ChooseFileProps {
  readonly label: string
  readonly kind: 'primary' | 'text' | 'plain'
  /** What had the focus is gone. */
  readonly autoFocus?: boolean
  readonly onFile: (file: File) => void
}

function ChooseFile({ label, kind, autoFocus = false, onFile }: ChooseFileProps) {
  const text = useImportText()
  const inputRef = useRef<HTMLInputElement>(null)
  return (
    <div className="transfer-actions">
      <Button kind={kind} autoFocus={autoFocus} onClick={() => inputRef.current?.click()}>
        {label}
      </Button>
      {/* No list of endings: what is no file of chats is refused in words. */}
      <input
        ref={inputRef}
        type="file"
        hidden
        aria-label={text.importFile}
        onChange={event => {
          const file = event.target.files?.[0]
          // The same file again is a change again.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
    </div>
  )
}

interface WorkingProps {
  readonly words: string
  readonly fraction: number | undefined
  readonly onCancel: (() => void) | undefined
}

function Working({ words, fraction, onCancel }: WorkingProps) {
  const text = useImportText()
  const announce = useAnnounce()
  useEffect(() => announce(words), [announce, words])
  return (
    <>
      <p className="transfer-words">{words}</p>
      <progress className="progress" value={fraction} aria-label={words} />
      <div className="transfer-actions">{onCancel && <Button onClick={onCancel}>{text.cancel}</Button>}</div>
    </>
  )
}

interface RefusedProps {
  readonly phase: Extract<ImportPhase, { name: 'refused' }>
  readonly desk: ImportDesk
}

function Refused({ phase, desk }: RefusedProps) {
  const text = useImportText()
  const { fault, field } = phase
  return (
    <>
      <div className="transfer-refused" role="alert">
        <h3>{text.importRefused}</h3>
        <p>{faultSentence(text, fault)}</p>
        {field && (
          <p className="transfer-place">
            {text.importWhere(field.place, text.importExpected[field.expected])}
          </p>
        )}
      </div>
      <ChooseFile label={text.importChooseOther} kind="plain" autoFocus onFile={desk.read} />
    </>
  )
}

interface NewsProps {
  readonly sentence: string
  readonly children: ReactNode
}

/** What has happened. The button that did it is gone: the focus goes to what can be done next. */
function News({ sentence, children }: NewsProps) {
  const announce = useAnnounce()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    announce(sentence)
    ref.current?.querySelector<HTMLButtonElement>('button:last-of-type')?.focus()
  }, [announce, sentence])
  return (
    <>
      <p>{sentence}</p>
      <div ref={ref} className="transfer-actions">
        {children}
      </div>
    </>
  )
}
