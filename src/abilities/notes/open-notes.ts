import type { ComponentType } from 'react'
import type { KeptLater } from '../../storage/kept-later.ts'
import type { ViewProps } from '../ability.ts'
import type { Tool } from '../tool.ts'
import { createNotes, type Notes, type NotesOptions } from './notes.ts'
import { noteTools } from './tools.ts'
import { notesView } from './views/NotesView.tsx'

/** All of notes that is loaded when they are first asked for, in one piece: it is small. */
export interface OpenedNotes {
  readonly notes: Notes
  readonly tools: readonly Tool[]
  readonly view: ComponentType<ViewProps>
}

/** Puts it together, and takes over the records. */
export function openNotes(options: NotesOptions, kept: KeptLater): OpenedNotes {
  const notes = createNotes(options)
  kept.handOver(notes.kept)
  return { notes, tools: noteTools(notes), view: notesView(notes) }
}
