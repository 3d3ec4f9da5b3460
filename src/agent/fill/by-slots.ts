import type { Both, Slot, Tool } from '../../abilities/tool.ts'
import { wallAt, writeDay } from './calendar.ts'
import { findChoice } from './choice.ts'
import { findClocks } from './clock.ts'
import { resolveText } from './cue.ts'
import { findCurrencies } from './currency.ts'
import { findDays } from './date.ts'
import { findDocument } from './document.ts'
import { findDurations, toIsoDuration } from './duration.ts'
import { findExpression } from './expression.ts'
import { findFiles } from './file.ts'
import { findLanguages, findTarget } from './language.ts'
import { findMoment } from './moment.ts'
import { findNumbers } from './number.ts'
import { findPerson } from './person.ts'
import { hide, type Span, without } from './reading.ts'
import type { Found, Request } from './request.ts'
import { type SchemaSlot, slotsFromSchema, withValues } from './slots-from-schema.ts'
import { findQuotes, tidyName, tidyText, trimMarks } from './strip.ts'
import { writeClock } from './tools/counting.ts'
import { findUnits } from './unit.ts'
import { findUrls } from './url.ts'

/** What of a tool is needed to fill it. */
export type Filling = Pick<Tool, 'slots' | 'parameters'>

/** A value and the letters it was read from. */
interface Filled {
  readonly value: unknown
  readonly spans: readonly Span[]
}

/** Closed kinds that say most about themselves are read first: what they use is no number and no name any more. */
const order: readonly Slot['kind'][] = [
  'url',
  'file',
  'choice',
  'moment',
  'date',
  'time',
  'duration',
  'currency',
  'language',
  'unit',
  'person',
  'number',
  'place',
  'document',
  'expression',
  'text',
]

/**
 * Fills a tool's slots by their kinds alone, for tools of which nothing else is known: letters that one slot was read
 * from are no other's; texts are what is left, without the words that ask.
 */
export function fillBySlots({ slots: said, parameters }: Filling, request: Request): Found {
  const slots: Readonly<Record<string, SchemaSlot>> = said ?? slotsFromSchema(parameters)
  const found: Record<string, unknown> = {}
  const used: Span[] = []
  const names = Object.keys(slots).sort((a, b) => rank(slots[a]) - rank(slots[b]))
  const hasText = names.some(name => slots[name]?.kind === 'text')
  const quotes = findQuotes(request.words)
  // What is quoted is a text where there is one to fill.
  if (hasText) used.push(...quotes)
  let nextQuote = 0
  for (const name of names) {
    const slot = slots[name]
    if (slot === undefined) continue
    if (slot.kind === 'text' && quotes[nextQuote] !== undefined) {
      found[name] = quotes[nextQuote]?.value
      nextQuote += 1
      continue
    }
    const filled = fillOne(name, withValues(slot, name, parameters), request, used)
    if (filled === undefined) continue
    found[name] = filled.value
    used.push(...filled.spans)
  }
  return found
}

function rank(slot: Slot | undefined): number {
  return slot === undefined ? order.length : order.indexOf(slot.kind)
}

function fillOne(
  name: string,
  slot: SchemaSlot,
  request: Request,
  used: readonly Span[],
): Filled | undefined {
  const { words, place } = request
  const seen = hide(request.folded, used)
  const first = (readings: readonly (Span & { value: unknown })[]) =>
    readings[0] && { value: readings[0].value, spans: [readings[0]] }
  switch (slot.kind) {
    case 'url':
      return first(findUrls(seen, words))
    case 'file':
      return first(findFiles(seen, words))
    case 'choice':
      return choiceOf(seen, slot)
    case 'moment':
      return findMoment(seen, place)
    case 'date': {
      const day = findDays(seen, wallAt(place.now, place.timeZone), place.language)[0]
      return day && { value: writeDay(day.value), spans: [withLeading(seen, day)] }
    }
    case 'time': {
      const clock = findClocks(seen)[0]
      return clock && { value: writeClock(clock.value), spans: [withLeading(seen, clock)] }
    }
    case 'duration': {
      const duration = findDurations(seen)[0]
      return duration && { value: toIsoDuration(duration.value), spans: [withLeading(seen, duration)] }
    }
    case 'currency':
      return first(findCurrencies(seen, place.language))
    case 'language': {
      const target = findTarget(seen) ?? findLanguages(seen)[0]
      return target && { value: target.value, spans: [withLeading(seen, target)] }
    }
    case 'unit':
      return first(findUnits(seen))
    case 'person': {
      const person = findPerson(masked(words, used))
      return person && { value: person.value, spans: [person] }
    }
    case 'number':
      return numberOf(name, seen)
    case 'place':
      return placeOf(masked(words, used))
    case 'document': {
      const id = findDocument(words, place.documents)
      return id === undefined ? undefined : { value: id, spans: [] }
    }
    case 'expression': {
      const value = findExpression(words)
      return value === undefined ? undefined : { value, spans: [] }
    }
    case 'text': {
      const value = resolveText(leftOver(without(words, used)), place, words)
      // One text takes all that is left.
      return value === undefined ? undefined : { value, spans: [{ start: 0, end: words.length }] }
    }
  }
}

function choiceOf(seen: string, slot: SchemaSlot): Filled | undefined {
  const choices = slot.choices ?? []
  const found = findChoice(seen, choices)
  if (found === undefined) return undefined
  const index = choices.findIndex((choice: Both) => choice.en === found.value)
  return { value: slot.values === undefined ? found.value : slot.values[index], spans: [found] }
}

const leading =
  /(?:^|[\s,，])(?:(?:at|on|by|for|in|into|to|around|from|with)\s(?:the\s)?)$|(?:在|于|到|成|为)$/

function withLeading(folded: string, { start, end }: Span): Span {
  const before = leading.exec(folded.slice(Math.max(0, start - 14), start))
  const cut = before === null ? 0 : before[0].replace(/^[\s,，]/, '').length
  return { start: start - cut, end }
}

function masked(words: string, used: readonly Span[]): string {
  return hide(words, used)
}

const measure =
  /^\s?(?:个|杯|份|瓶|只|张|条|本|台|件|盒|碗|壶|袋|双|对|位|人|口|斤|片|块|根|支|听|罐|桶|串|笼|打)/

/** The number beside the property's own word ("2 guests"), else one that counts something, else the first. */
function numberOf(name: string, seen: string): Filled | undefined {
  const numbers = findNumbers(seen)
  const word = name.toLowerCase().split(/[_-]/).at(-1)?.replace(/s$/, '') ?? ''
  const beside = numbers.find(
    ({ start, end }) =>
      word.length > 2 &&
      (new RegExp(`^\\s?${plainWord(word)}`).test(seen.slice(end, end + 40)) ||
        seen.slice(Math.max(0, start - word.length - 6), start).includes(word)),
  )
  const counting = numbers.find(({ end }) => measure.test(seen.slice(end, end + 3)))
  const isDigits = ({ start }: Span) => /[\d-]/.test(seen[start] ?? '')
  const isAlone = ({ start, end }: Span) => !/[\u4e00-\u9fff]/.test(seen[start] ?? '') || end - start > 1
  const number = beside ?? counting ?? numbers.find(isDigits) ?? numbers.find(isAlone)
  return (
    number && {
      value: number.value,
      spans: [
        {
          start: number.start,
          end: number.end + (measure.exec(seen.slice(number.end, number.end + 3))?.[0].length ?? 0),
        },
      ],
    }
  )
}

function plainWord(word: string): string {
  return word.replace(/[^a-z0-9\u4e00-\u9fff]/g, '')
}

const placeEnglish =
  /(?<![\p{L}])(?:in|at|to|near|from|for)\s(?:the\s)?(\p{Lu}[\p{L}'’.-]{0,30}(?:\s\p{Lu}[\p{L}'’.-]{0,30}){0,3})/u
const placeLower = /(?<![\p{L}])(?:in|near)\s(?:the\s)?([\p{L}][\p{L}'’-]{1,30})/iu
const placeChinese =
  /(?:在|去|到|从|查一?下?|看一?下?|问一?下?)?(\p{Script=Han}{2,8}?)(?:的|今天|明天|后天|现在|这几天|天气|附近|当地)/u

function placeOf(words: string): Filled | undefined {
  const seen = words.slice(0, 1500)
  const found = placeEnglish.exec(seen) ?? placeLower.exec(seen) ?? placeChinese.exec(seen)
  if (found?.[1] === undefined) return undefined
  const start = found.index + found[0].indexOf(found[1])
  return { value: found[1], spans: [{ start: found.index, end: start + found[1].length }] }
}

const askingWords =
  /^(?:order|buy|get|book|reserve|find|search|search for|look for|look up|show|list|add|create|make|send|play|start|open|set|put|turn|give|bring|tell|call|check|schedule|add|run|fetch|read|write|post|delete|remove|cancel|update|i'd like|i want|i need|have|grab|pick up|rent|hire|watch|listen to|queue|request|echo|say|print)\s(?:me\s|us\s)?(?:(?:an?|the|some|my|one)\s)?/iu
const askingChinese =
  /^(?:点|订购|订|买|要|来|预订|预定|预约|找一?下?|查一?下?|搜一?下?|搜索|播放|放|打开|添加|加|创建|新建|发送|发|写|看一?下?|取消|删除|更新|下单|购买|叫|安排|设置?)(?:一?[个杯份首条张间])?/u

/** What is left for a text: without the words that ask, and the small words round the gaps. */
function leftOver(rest: string): string | undefined {
  let text = trimMarks(rest)
  const bare = text.replace(askingWords, '').replace(askingChinese, '')
  text = bare === '' ? text : bare
  for (let turn = 0; turn < 4; turn += 1) {
    text = trimMarks(text)
      .replace(/(?:^|\s)(?:at|on|by|for|in|to|with|from|and|of|under|please)$/i, '')
      .replace(/^(?:at|on|by|for|with|of|and|的|取|，)(?=\s|[，,]|\p{Script=Han})/iu, '')
      .replace(/(?:，|的|取|来取|自取)$/u, '')
  }
  const name = text.length < 60 ? tidyName(text) : tidyText(text)
  return name !== undefined && /[\p{L}\p{N}]/u.test(name) ? name : undefined
}
