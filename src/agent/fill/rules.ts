import type { Tool } from '../../abilities/tool.ts'
import { withoutName } from '../naming.ts'
import type { FillPlace } from '../parts.ts'
import { fillBySlots } from './by-slots.ts'
import { isIndefinite } from './indefinite.ts'
import { fold } from './reading.ts'
import type { Fill, Found } from './request.ts'
import { findQuotes, withoutCourtesy } from './strip.ts'
import { fillCalculate, fillCurrency, fillDate, fillTimeInPlace, fillUnits } from './tools/counting.ts'
import { fillEmail, fillMessage } from './tools/messages.ts'
import { fillAddNote } from './tools/notes.ts'
import { fillLink, fillMap, fillSummarise } from './tools/places.ts'
import { fillCancelReminder, fillReminder, fillTimer } from './tools/reminders.ts'
import { fillFindNotes, fillSearchChats, fillSearchDocuments } from './tools/searches.ts'
import { fillCopy, fillSave, fillShare, fillTranslate } from './tools/texts.ts'

const byTool = new Map<string, Fill>([
  ['calculate', fillCalculate],
  ['convert_units', fillUnits],
  ['convert_currency', fillCurrency],
  ['calculate_date', fillDate],
  ['time_in_place', fillTimeInPlace],
  ['set_timer', fillTimer],
  ['set_reminder', fillReminder],
  ['list_reminders', () => ({})],
  ['cancel_reminder', fillCancelReminder],
  ['add_note', fillAddNote],
  ['find_notes', fillFindNotes],
  ['search_chats', fillSearchChats],
  ['search_documents', fillSearchDocuments],
  ['summarise_document', fillSummarise],
  ['translate_text', fillTranslate],
  ['open_link', fillLink],
  ['open_map', fillMap],
  ['write_email', fillEmail],
  ['write_message', fillMessage],
  ['share_text', fillShare],
  ['copy_text', fillCopy],
  ['save_file', fillSave],
])

/** "How do you say a friend in …", 一个朋友用法语怎么说. */
const askedWord = /^(?:how|what|is there)(?![a-z])|怎么|如何|是什么/i

/**
 * Fills a tool's slots from the words of a request, in the forms of SlotKind. What the words do not say is absent: no
 * argument is made up. Hermit's own tools have rules of their own; all others are filled by their slots, which are read
 * off their schema where they state none.
 */
export function fillByRules(tool: Tool, words: string, place: FillPlace): Readonly<Record<string, unknown>> {
  const asked = withoutCourtesy(words)
  const bare = tool.source === undefined ? asked : withoutCourtesy(withoutName(asked, tool))
  const request = { words: bare, folded: fold(bare), place }
  const own = tool.source === undefined ? byTool.get(tool.name) : undefined
  if (own === undefined) return said(fillBySlots(tool, request))
  // What is quoted is meant, and what was said before; and "a friend" where its word in a language is asked for.
  const meant = [...findQuotes(bare).map(({ value }) => value), place.before?.trim()]
  const isWordAsked = tool.name === 'translate_text' && askedWord.test(bare)
  const isSaid = (value: unknown) =>
    typeof value !== 'string' ||
    !isIndefinite(value) ||
    meant.includes(value) ||
    (isWordAsked && !/^(?:some|any)/i.test(value))
  return said(own(request), isSaid)
}

function said(found: Found, isSaid: (value: unknown) => boolean = () => true): Found {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && isSaid(value)))
}
