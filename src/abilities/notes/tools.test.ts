import { expect, test } from 'vitest'
import type { CallPlace, Tool } from '../tool.ts'
import { noteFile, notesFile } from './markdown.ts'
import { createNotes } from './notes.ts'
import { noteTools } from './tools.ts'

function open() {
  let ids = 0
  const records = { markDirty() {}, markDeleted() {} }
  const notes = createNotes({ records, now: () => 1000 + ids, newId: () => `id-${++ids}` })
  notes.kept.takeIn([], 'full')
  const tools = new Map(noteTools(notes).map(tool => [tool.name, tool]))
  const call = (name: string, args: Record<string, unknown>, language: CallPlace['language'] = 'en') => {
    const place = { signal: new AbortController().signal, language, now: 0, timeZone: 'UTC' }
    return (tools.get(name) as Tool).run(args, place)
  }
  const undo = (name: string, token: unknown) => tools.get(name)?.undo?.(token)
  return { notes, call, undo, all: () => [...notes.store.getState().notes.values()].map(({ text }) => text) }
}

test('a note is written down in the words it was said in, and taken back', async () => {
  const { call, undo, all } = open()
  const added = await call('add_note', { text: ' The gate code is [4471] \n' })
  expect(all()).toEqual(['The gate code is [4471]'])
  expect(added.said).toBe('Noted: [The gate code is \\[4471&#93;](hermit:notes/id-1)')
  await undo('add_note', added.undo)
  await undo('add_note', added.undo)
  expect(all()).toEqual([])
  expect((await call('add_note', { text: '买牛奶' }, 'zh-CN')).said).toBe(
    '已记下：[买牛奶](hermit:notes/id-2)',
  )
})

test('notes are found with a way to each, and their words are no one’s orders', async () => {
  const { call } = open()
  expect((await call('find_notes', { query: 'boiler' })).said).toBe('There are no notes yet.')
  await call('add_note', { text: 'Boiler\nserviced in *May*' })
  await call('add_note', { text: 'Plumber comes for the boiler' })
  const found = await call('find_notes', { query: 'the boiler' })
  expect(found.said).toBe(
    '- [Plumber comes for the boiler](hermit:notes/id-2)\n- [Boiler](hermit:notes/id-1): Boiler serviced in \\*May\\*',
  )
  expect(found.isForeign).toBe(true)
  expect((await call('find_notes', { query: 'garden' })).value).toEqual({ notes: [] })
})

test('notes go into files as Markdown, under names that every system takes', () => {
  const note = { id: 'a', text: '# What/why?\nBecause.\n\n', createdAt: 1, updatedAt: 2 }
  expect(noteFile(note, 'Notes')).toEqual({ name: 'What why.md', text: '# What/why?\nBecause.\n' })
  expect(noteFile({ ...note, text: '' }, 'Notes').name).toBe('Notes.md')
  expect(notesFile([note, { ...note, text: 'Two' }], at => `day ${at}`)).toBe(
    '*day 2*\n\n# What/why?\nBecause.\n\n---\n\n*day 2*\n\nTwo\n',
  )
})
