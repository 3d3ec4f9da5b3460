import type { Kept } from '../../storage/kept.ts'
import { createKeptLater } from '../../storage/kept-later.ts'
import { NoteIcon } from '../../ui/icons.tsx'
import type { Ability } from '../ability.ts'
import { once, opensView } from '../opens-view.ts'
import type { Notes, NotesOptions } from './notes.ts'

/** Notes, and how their records are kept. */
export interface NotesAbility extends Ability {
  readonly kept: Kept
  /** Loads them. Always the same promise; throws where their code does not come. */
  readonly desk: () => Promise<Notes>
}

/** Builds the ability; `openView('notes', ID)` opens one of them. Until they are asked for, only their records are kept. */
export function createNotesAbility(options: NotesOptions): NotesAbility {
  const later = createKeptLater('note/')
  const open = once(async () => (await import('./open-notes.ts')).openNotes(options, later))
  return {
    ...opensView('notes', {
      title: { en: 'Notes', 'zh-CN': '笔记' },
      command: { en: 'notes', 'zh-CN': '笔记' },
      hint: { en: 'Opens your notes', 'zh-CN': '打开你的笔记' },
    }),
    icon: NoteIcon,
    tools: async () => (await open()).tools,
    view: { load: async () => (await open()).view },
    kept: later.kept,
    desk: once(async () => (await open()).notes),
  }
}
