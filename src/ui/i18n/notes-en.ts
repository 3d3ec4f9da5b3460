import type { Text } from './text.ts'

/** What is said in English of notes. */
export function notesEn({ formats }: Pick<Text, 'formats'>) {
  const { integer, date } = formats
  const count = (value: number) => `${integer(value)} ${value === 1 ? 'note' : 'notes'}`
  return {
    title: 'Notes',
    list: 'Notes',
    empty: 'No notes yet',
    emptyWords:
      'Write one here, or have the chat do it: “make a note: the code of the gate is on the fridge”.',
    private: 'Notes lie in this browser only, and are sent nowhere.',
    readOnly: 'These records are of a newer Hermit: notes can be read here, not changed.',
    unreadable: (notes: number) =>
      `${count(notes)} could not be read, and ${notes === 1 ? 'is' : 'are'} kept as ${notes === 1 ? 'it is' : 'they are'}.`,
    add: 'New note',
    search: 'Search notes',
    clear: 'Clear the search',
    found: (notes: number) => `${count(notes)} found`,
    nothing: 'No note has this.',
    nothingHint: 'All words have to be in one note.',
    untitled: 'Empty note',
    changed: (at: number) => date(at),
    summary: (notes: number) => count(notes),

    // one note
    back: 'All notes',
    text: 'Text of the note',
    placeholder: 'The first line is its title.',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'Could not copy',
    export: 'Save as Markdown',
    exportAll: 'Save all as Markdown',
    remove: 'Delete',
    removed: (title: string) => `Deleted: ${title}`,
    gone: 'This note is no longer here.',
  }
}
