import type { ToolExamples } from './dataset.ts'

/** Where the examples of Hermit's own tools are: the ability's folder, and the path in its `examples.ts`. */
const sources: Readonly<Record<string, readonly [string, ...string[]]>> = {
  calculate: ['calculator', 'calculateExamples'],
  convert_units: ['units', 'convertUnitsExamples'],
  convert_currency: ['units', 'convertCurrencyExamples'],
  set_timer: ['reminders', 'reminderExamples', 'setTimer'],
  set_reminder: ['reminders', 'reminderExamples', 'setReminder'],
  list_reminders: ['reminders', 'reminderExamples', 'listReminders'],
  cancel_reminder: ['reminders', 'reminderExamples', 'cancelReminder'],
  add_note: ['notes', 'noteExamples', 'addNote'],
  find_notes: ['notes', 'noteExamples', 'findNotes'],
  search_chats: ['search', 'searchExamples'],
  search_documents: ['documents', 'documentExamples'],
  summarise_document: ['summarise', 'summariseExamples'],
  translate_text: ['translate', 'translateExamples'],
  calculate_date: ['time', 'calculateDateExamples'],
  time_in_place: ['time', 'timeInPlaceExamples'],
  open_link: ['links', 'openLinkExamples'],
  open_map: ['links', 'openMapExamples'],
  write_email: ['messages', 'writeEmailExamples'],
  write_message: ['messages', 'writeMessageExamples'],
  share_text: ['messages', 'shareTextExamples'],
  copy_text: ['files', 'copyTextExamples'],
  save_file: ['files', 'saveFileExamples'],
}

/** The examples that the tools bring. Throws where one is not where it should be. */
export async function readToolExamples(): Promise<ToolExamples> {
  const read: Record<string, ToolExamples[string]> = {}
  for (const [tool, [folder, ...path]] of Object.entries(sources)) {
    const file = new URL(`../../src/abilities/${folder}/examples.ts`, import.meta.url)
    let found: unknown = await import(file.href)
    for (const key of path) found = (found as Readonly<Record<string, unknown>>)[key]
    const examples = found as ToolExamples[string] | undefined
    if (!examples?.en.length || !examples['zh-CN'].length)
      throw new Error(`No examples of ${tool} in ${file.pathname}`)
    read[tool] = examples
  }
  return read
}
