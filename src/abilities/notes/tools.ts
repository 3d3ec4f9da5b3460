import { asMarkdownLine } from '../../text/markdown-text.ts'
import { placeAddress } from '../../ui/place-address.ts'
import type { Tool } from '../tool.ts'
import { noteExamples } from './examples.ts'
import { findNotes } from './find-notes.ts'
import { noteTitle } from './note.ts'
import type { Notes } from './notes.ts'

/** Notes that are named in an answer; the view has all. */
const mostNamed = 5
/** Letters of a note that are given to the model. */
const mostLetters = 2000

/** The tools of notes. */
export function noteTools(notes: Notes): readonly Tool[] {
  return [addNote(notes), findNote(notes)]
}

function addNote(notes: Notes): Tool {
  return {
    name: 'add_note',
    title: { en: 'Write a note', 'zh-CN': '记笔记' },
    description:
      'Writes a note down and keeps it. Use it when the person wants something noted, saved or remembered.',
    parameters: {
      type: 'object',
      properties: {
        text: { type: 'string', minLength: 1, maxLength: 100_000, description: 'The note, in their words' },
      },
      required: ['text'],
      additionalProperties: false,
    },
    slots: { text: { kind: 'text', ask: { en: 'What shall I write down?', 'zh-CN': '要记下什么？' } } },
    consent: 'once',
    effects: ['writes'],
    examples: noteExamples.addNote,
    async run({ text }, { language }) {
      const note = notes.add(String(text).trim())
      const title = asMarkdownLine(noteTitle(note))
      const said =
        language === 'en'
          ? `Noted: [${title}](${placeAddress('notes', note.id)})`
          : `已记下：[${title}](${placeAddress('notes', note.id)})`
      return { value: { id: note.id, text: note.text }, said, undo: { added: note.id } }
    },
    async undo(token) {
      const added: unknown =
        typeof token === 'object' && token !== null ? Reflect.get(token, 'added') : undefined
      if (typeof added === 'string') notes.remove(added)
      notes.forgetRemoved()
    },
  }
}

function findNote(notes: Notes): Tool {
  return {
    name: 'find_notes',
    title: { en: 'Search the notes', 'zh-CN': '查找笔记' },
    description:
      'Finds notes that the person has written down earlier. Use it when they ask what they noted.',
    parameters: {
      type: 'object',
      properties: {
        query: { type: 'string', minLength: 1, maxLength: 1000, description: 'What they are about' },
      },
      required: ['query'],
      additionalProperties: false,
    },
    slots: { query: { kind: 'text', ask: { en: 'What are they about?', 'zh-CN': '关于什么的笔记？' } } },
    consent: 'none',
    effects: ['reads'],
    examples: noteExamples.findNotes,
    async run({ query }, { language }) {
      const { notes: all } = notes.store.getState()
      const words = asMarkdownLine(String(query), 80)
      const hits = findNotes(String(query), all.values())
      if (hits.length === 0) {
        const isEmpty = all.size === 0
        const said =
          language === 'en'
            ? isEmpty
              ? 'There are no notes yet.'
              : `No note has “${words}”. [Show all](hermit:notes)`
            : isEmpty
              ? '还没有笔记。'
              : `没有包含“${words}”的笔记。[查看全部](hermit:notes)`
        return { value: { notes: [] }, said }
      }
      const named = hits.slice(0, mostNamed)
      const lines = named.map(({ note }) => {
        const title = noteTitle(note, 80)
        const rest = note.text.trim().replaceAll(/\s+/g, ' ')
        // A note of one line is its title.
        const more = rest.length > title.length ? `: ${asMarkdownLine(note.text, 300)}` : ''
        return `- [${asMarkdownLine(title)}](${placeAddress('notes', note.id)})${more}`
      })
      const others = hits.length - named.length
      const more =
        language === 'en'
          ? `${others} more in [Notes](hermit:notes).`
          : `[笔记](hermit:notes)里还有 ${others} 条。`
      return {
        value: {
          notes: named.map(({ note }) => ({ id: note.id, text: note.text.slice(0, mostLetters) })),
          ...(others > 0 ? { others } : {}),
        },
        said: others > 0 ? `${lines.join('\n')}\n\n${more}` : lines.join('\n'),
        isForeign: true,
      }
    },
  }
}
