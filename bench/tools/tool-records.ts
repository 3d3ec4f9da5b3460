import type { Tool } from '../../src/abilities/tool.ts'
import { expectedTools } from './sentences.ts'

/** What each tool is for, for a model that has to choose among all of them. */
export const purposes: Readonly<Record<string, string>> = {
  calculate: 'arithmetic with given numbers',
  convert_units: 'convert a measure to another unit',
  convert_currency: 'convert money to another currency',
  calculate_date: 'weekdays, days between dates, dates so long from now',
  time_in_place: 'what time it is somewhere',
  set_timer: 'ring after a length of time',
  set_reminder: 'remind of something at a moment',
  list_reminders: 'show what is set',
  cancel_reminder: 'delete a reminder or timer',
  add_note: 'write a note',
  find_notes: 'look in the notes',
  search_chats: 'look in past conversations',
  search_documents: 'look in the documents',
  summarise_document: 'summarise a document',
  translate_text: 'translate words into a language',
  open_link: 'open a web address',
  open_map: 'show a place or the way to it',
  write_email: 'write an email to somebody',
  write_message: 'write a short message to somebody',
  share_text: 'share words with another app',
  copy_text: 'copy words to the clipboard',
  save_file: 'save words as a file',
}

const types: Readonly<Record<string, string>> = { number: 'number' }

/** The tools of the table as those who route and fill see them: they are never run here. */
export const toolRecords: readonly Tool[] = Object.entries(expectedTools)
  .filter(([name]) => name !== 'app')
  .map(([name, its]) => ({
    name,
    title: { en: name.replaceAll('_', ' '), 'zh-CN': name },
    description: purposes[name] ?? '',
    parameters: {
      type: 'object',
      properties: Object.fromEntries(
        Object.entries(its).map(([argument, { kind }]) => [argument, { type: types[kind] ?? 'string' }]),
      ),
      required: Object.entries(its).flatMap(([argument, { isRequired }]) => (isRequired ? [argument] : [])),
      additionalProperties: false,
    },
    slots: Object.fromEntries(
      Object.entries(its).map(([argument, { kind }]) => [
        argument,
        { kind, ask: { en: '?', 'zh-CN': '？' } },
      ]),
    ),
    consent: 'none',
    effects: [],
    run: async () => {
      throw new Error(`${name} is not run in this bench.`)
    },
  }))
