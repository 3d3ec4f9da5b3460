import { useCallback, useEffect, useRef, useState } from 'react'
import { type Fault, toFault } from '../../fault.ts'
import type { Presets } from '../../presets/presets.ts'
import { useImportText } from '../../ui/i18n/import.ts'
import type { Chat } from '../chat.ts'
import type { Preview } from './import-port.ts'
import { type OpenedImport, openImport } from './open-import.ts'
import { incomingOf, mergePresets, type Standing, standingsOf, type Twice } from './plan-import.ts'
import { ImportRefusal, type WrongField } from './refusal.ts'

/** Where an import stands. */
export type ImportPhase =
  | { readonly name: 'asking' }
  | { readonly name: 'reading'; readonly file: string; readonly fraction: number }
  | { readonly name: 'refused'; readonly fault: Fault; readonly field?: WrongField }
  | { readonly name: 'preview'; readonly preview: Preview; readonly standings: readonly Standing[] }
  | { readonly name: 'saving' }
  | { readonly name: 'done'; readonly chats: number; readonly undo: () => void }
  | { readonly name: 'undone' }

/** What a person chose in the preview. */
export interface ImportChoice {
  /** Places in the preview. */
  readonly indices: readonly number[]
  readonly twice: Twice
  readonly withPresets: boolean
}

export interface ImportDesk {
  readonly phase: ImportPhase
  read(file: File): void
  take(choice: ImportChoice): void
}

/** From a file to chats in the list, a step at a time; closing the view ends whatever is under way. */
export function useImport(chat: Chat, presets: Presets | undefined): ImportDesk {
  const text = useImportText()
  const [phase, setPhase] = useState<ImportPhase>({ name: 'asking' })
  const reading = useRef<AbortController>(undefined)
  const opened = useRef<OpenedImport>(undefined)

  const letGo = useCallback(() => {
    reading.current?.abort()
    opened.current?.close()
    opened.current = undefined
  }, [])
  useEffect(() => letGo, [letGo])

  const refuse = (error: unknown) =>
    setPhase({
      name: 'refused',
      fault: toFault(error),
      ...(error instanceof ImportRefusal && error.field && { field: error.field }),
    })

  async function read(file: File): Promise<void> {
    letGo()
    const { signal } = renew(reading)
    setPhase({ name: 'reading', file: file.name, fraction: 0 })
    try {
      const words = { image: text.partImage, audio: text.partAudio, file: text.partFile }
      const onProgress = (fraction: number) => {
        if (!signal.aborted) setPhase({ name: 'reading', file: file.name, fraction })
      }
      const found = await openImport(file, { words, onProgress, signal })
      if (signal.aborted) return found.close()
      opened.current = found
      const standings = await standingsOf(found.preview.rows, chat.store.getState().conversations)
      if (!signal.aborted) setPhase({ name: 'preview', preview: found.preview, standings })
    } catch (error) {
      if (!signal.aborted) refuse(error)
    }
  }

  async function take({ indices, twice, withPresets }: ImportChoice): Promise<void> {
    const source = opened.current
    if (!source) return
    setPhase({ name: 'saving' })
    try {
      const chats = await source.take(indices)
      const { conversations, running } = chat.store.getState()
      const before = presets?.store.getState()
      const merged = before && withPresets ? mergePresets(before, source.preview.presets) : undefined
      const undo = await chat.importChats({
        ...incomingOf(chats, source.preview.drafts, { here: conversations, running, twice, newId }),
        ...(merged && { presets: merged }),
      })
      if (merged) presets?.hydrate(merged)
      letGo()
      setPhase({ name: 'done', chats: chats.length, undo: () => undoAll(undo, merged && before) })
    } catch (error) {
      refuse(error)
    }
  }

  function undoAll(undo: () => void, before: ReturnType<Presets['store']['getState']> | undefined): void {
    if (before) presets?.hydrate(before)
    undo()
    setPhase({ name: 'undone' })
  }

  return { phase, read: file => void read(file), take: choice => void take(choice) }
}

function renew(current: { current: AbortController | undefined }): AbortController {
  current.current = new AbortController()
  return current.current
}

function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
