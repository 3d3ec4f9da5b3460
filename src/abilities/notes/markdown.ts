import { fileNameOf } from '../../chat/transfer/file-name.ts'
import { type Note, noteTitle } from './note.ts'

/** A note as a Markdown file: its words as they are, for a note may be Markdown itself. */
export function noteFile(note: Note, untitled: string): { readonly name: string; readonly text: string } {
  return { name: `${fileNameOf(noteTitle(note, 60), untitled)}.md`, text: `${note.text.trimEnd()}\n` }
}

/** All notes in one file, parted by lines, each with the day it was written. @param day Of a moment, in words. */
export function notesFile(notes: readonly Note[], day: (at: number) => string): string {
  return notes.map(({ text, updatedAt }) => `*${day(updatedAt)}*\n\n${text.trim()}\n`).join('\n---\n\n')
}
