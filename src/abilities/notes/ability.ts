import type { Kept } from '../../storage/kept.ts'
import { createKeptLater } from '../../storage/kept-later.ts'
import type { Text } from '../../ui/i18n/text.ts'
import { NoteIcon } from '../../ui/icons.tsx'
import type { Ability } from '../ability.ts'
import type { Notes, NotesOptions } from './notes.ts'

/** Notes, and how their records are kept. */
export interface NotesAbility extends Ability {
  readonly kept: Kept
  /** Loads them. Throws where their code does not come. */
  readonly desk: () => Promise<Notes>
}

/** Id of the ability: `openView('notes', ID)` opens one of them. */
export const notesId = 'notes'

/** All that is said before the view is opened. */
const names = {
  en: { title: 'Notes', command: 'notes', hint: 'Opens your notes' },
  'zh-CN': { title: '笔记', command: '笔记', hint: '打开你的笔记' },
} as const

const said = (text: Text) => names[text.formats.language]

/** Builds the ability. Until notes are first asked for, only their records are kept. */
export function createNotesAbility(options: NotesOptions): NotesAbility {
  const later = createKeptLater('note/')
  let opening: Promise<Notes> | undefined
  const desk = () => {
    opening ??= import('./notes.ts').then(
      ({ createNotes }) => {
        const notes = createNotes(options)
        later.handOver(notes.kept)
        return notes
      },
      error => {
        // A new version is out, or there is no network: the next asking tries again.
        opening = undefined
        throw error
      },
    )
    return opening
  }
  return {
    id: notesId,
    title: text => said(text).title,
    icon: NoteIcon,
    commands: [
      {
        id: notesId,
        name: text => said(text).command,
        hint: text => said(text).hint,
        run({ insert, openView }) {
          insert('')
          openView(notesId)
        },
      },
    ],
    tools: async () => (await import('./tools.ts')).noteTools(desk),
    view: {
      async load() {
        const [{ notesView }, notes] = await Promise.all([import('./views/NotesView.tsx'), desk()])
        return notesView(notes)
      },
    },
    kept: later.kept,
    desk,
  }
}
