import { plainMarkdown } from '../../chat/transfer/contained-markdown.ts'
import type { Language } from '../../ui/i18n/text.ts'
import type { CallPlace, Tool, ToolResult } from '../tool.ts'
import { timeInPlaceExamples } from './examples.ts'
import { findPlace, type Place } from './find-place.ts'
import { sayClock, sayDay } from './say-time.ts'
import { type TimeThere, timeThere } from './zones.ts'

/** What time it is somewhere, and what a time is elsewhere. */
export const timeInPlaceTool: Tool = {
  name: 'time_in_place',
  title: { en: 'Time somewhere else', 'zh-CN': '查询各地时间' },
  description:
    'Says what time it is in a city or country now; with time, what a time of today at one place (from; absent is where the person is) is at another (place).',
  parameters: {
    type: 'object',
    properties: {
      place: {
        type: 'string',
        minLength: 1,
        maxLength: 80,
        description: 'The city or country whose time is wanted',
      },
      time: { type: 'string', pattern: '^\\d{1,2}:\\d{2}$', description: 'A time of day at "from": "09:00"' },
      from: { type: 'string', minLength: 1, maxLength: 80, description: 'The place of "time"' },
    },
    required: ['place'],
    additionalProperties: false,
  },
  slots: {
    place: { kind: 'place', ask: { en: 'In which city or country?', 'zh-CN': '哪个城市或国家？' } },
    time: { kind: 'time', ask: { en: 'At what time?', 'zh-CN': '几点？' } },
    from: { kind: 'place', ask: { en: 'The time of which place?', 'zh-CN': '是哪里的时间？' } },
  },
  consent: 'none',
  effects: [],
  examples: timeInPlaceExamples,
  async run(args, call) {
    call.signal.throwIfAborted()
    const place = findPlace(String(args.place))
    if (!place) return unknownPlace(String(args.place), call.language)
    const from = args.from === undefined ? undefined : findPlace(String(args.from))
    if (args.from !== undefined && !from) return unknownPlace(String(args.from), call.language)
    const time = args.time === undefined ? undefined : String(args.time)
    const found = timeThere(call.now, place.zone, from?.zone ?? call.timeZone, time)
    if (found === 'no-such-zone') return unknownPlace(String(args.place), call.language)
    if (found === 'no-such-time') {
      const said = call.language === 'en' ? 'There is no such time of day.' : '没有这样的时间。'
      return { value: { error: found }, said }
    }
    const { there, aheadMinutes } = found
    return {
      value: { zone: place.zone, time: there.toString({ smallestUnit: 'minute' }), aheadMinutes },
      said: sayFound(place, from, found, time !== undefined, call),
    }
  },
}

function unknownPlace(name: string, language: Language): ToolResult {
  const shown = plainMarkdown(name)
  const said =
    language === 'en'
      ? `I do not know the time zone of “${shown}”. Try a larger city nearby, or the country.`
      : `我不知道“${shown}”在哪个时区。请试试附近的大城市，或说国家名。`
  return { value: { error: 'place-unknown' }, said }
}

function sayFound(
  place: Place,
  from: Place | undefined,
  found: TimeThere,
  hasTime: boolean,
  { language }: CallPlace,
): string {
  const { there, here, dayDifference, isSkipped } = found
  const clock = sayClock(there)
  const name = nameOf(place, language)
  if (language === 'en') {
    const skipped = isSkipped ? ' The clocks skip the time you named on that day.' : ''
    if (hasTime) {
      const origin = from ? ` in ${nameOf(from, language)}` : ' here'
      return `${sayClock(here)}${origin} is ${clock} in ${name}${otherDay(dayDifference, language)}.${skipped}${several(place, language)}`
    }
    return `It is ${clock} on ${sayDay(there, language)} in ${name}, ${ahead(found, from, language)}.${several(place, language)}`
  }
  const skipped = isSkipped ? '当天时钟会跳过你说的时间。' : ''
  if (hasTime) {
    const origin = from ? nameOf(from, language) : '这里'
    return `${origin}的 ${sayClock(here)} 是${name}${otherDay(dayDifference, language)}的 ${clock}。${skipped}${several(place, language)}`
  }
  return `${name}现在是${sayDay(there, language)} ${clock}，${ahead(found, from, language)}。${several(place, language)}`
}

function nameOf({ name, city }: Place, language: Language): string {
  if (!city) return name[language]
  return language === 'en' ? `${city.en} (${name.en})` : `${name['zh-CN']}（${city['zh-CN']}）`
}

function several({ hasSeveral, name }: Place, language: Language): string {
  if (!hasSeveral) return ''
  return language === 'en'
    ? ` Other parts of ${name.en} have other times.`
    : `${name['zh-CN']}其他地区的时间不同。`
}

function otherDay(days: number, language: Language): string {
  if (days === 0) return ''
  if (language === 'en') return days > 0 ? ' the next day' : ' the day before'
  return days > 0 ? '第二天' : '前一天'
}

function ahead({ aheadMinutes }: TimeThere, from: Place | undefined, language: Language): string {
  const size = Math.abs(aheadMinutes)
  const hours = Math.floor(size / 60)
  const minutes = size % 60
  if (language === 'en') {
    const other = from ? nameOf(from, language) : 'you'
    if (size === 0) return `the same time as ${from ? `in ${other}` : 'here'}`
    const parts = [hours && `${hours} hour${hours === 1 ? '' : 's'}`, minutes && `${minutes} minutes`].filter(
      Boolean,
    )
    return `${parts.join(' and ')} ${aheadMinutes > 0 ? 'ahead of' : 'behind'} ${other}`
  }
  const other = from ? nameOf(from, language) : '这里'
  if (size === 0) return `和${other}时间相同`
  return `比${other}${aheadMinutes > 0 ? '早' : '晚'} ${hours ? `${hours} 小时` : ''}${minutes ? ` ${minutes} 分钟` : ''}`.trimEnd()
}
