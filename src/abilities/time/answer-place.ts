import { plainMarkdown } from '../../chat/transfer/contained-markdown.ts'
import type { Language } from '../../ui/i18n/text.ts'
import type { CallPlace, ToolResult } from '../tool.ts'
import { findPlace, type Place } from './find-place.ts'
import { sayClock, sayDay } from './say-time.ts'
import { type TimeThere, timeThere } from './zones.ts'

/** Places by their names, as they were said; a time of day is "09:00". */
export interface PlaceQuestion {
  readonly place: string
  readonly from?: string | undefined
  readonly time?: string | undefined
}

/** Says what time it is there, now or when it is `time` at `from`. */
export function answerPlace(asked: PlaceQuestion, call: CallPlace): ToolResult {
  const place = findPlace(asked.place)
  if (!place) return unknownPlace(asked.place, call.language)
  const from = asked.from === undefined ? undefined : findPlace(asked.from)
  if (asked.from !== undefined && !from) return unknownPlace(asked.from, call.language)
  const found = timeThere(call.now, place.zone, from?.zone ?? call.timeZone, asked.time)
  if (found === 'no-such-zone') return unknownPlace(asked.place, call.language)
  if (found === 'no-such-time') {
    const said = call.language === 'en' ? 'There is no such time of day.' : '没有这样的时间。'
    return { value: { error: found }, said }
  }
  const { there, aheadMinutes } = found
  return {
    value: { zone: place.zone, time: there.toString({ smallestUnit: 'minute' }), aheadMinutes },
    said: sayFound(place, from, found, asked.time !== undefined, call),
  }
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
