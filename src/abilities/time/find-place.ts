import type { Both } from '../tool.ts'
import { cities, countryNames } from './cities.ts'
import stored from './places.json'

/** A city or a country, and the time zone that it has. */
export interface Place {
  /** IANA name. */
  readonly zone: string
  readonly name: Both
  /** For a country: the place whose time it is. `hasSeveral` where others in it have other times. */
  readonly city?: Both
  readonly hasSeveral?: boolean
}

const places = new Map<string, Place>()

/** The first that is called so keeps the name: those that people mean most often are put in first. */
function call(name: string, place: Place): void {
  const key = keyOf(name)
  if (key !== '' && !places.has(key)) places.set(key, place)
}

for (const [zone, list] of Object.entries(cities)) {
  for (const row of list.split(',')) {
    const [english = '', chinese = ''] = row.split('=').map(names => names.split('|'))
    const [one = ''] = english
    const place = { zone, name: { en: one, 'zh-CN': chinese[0] || one } }
    for (const name of [...english, ...chinese]) call(name, place)
  }
}

const zoneNames = new Map<string, Both>()
for (const [zone, [chinese = '', english = '']] of Object.entries(stored.zones)) {
  const name = { en: english, 'zh-CN': chinese || english }
  zoneNames.set(zone, name)
  call(english, { zone, name })
  call(chinese, { zone, name })
}

for (const [code, [english = '', chinese = '', zone = '', several]] of Object.entries(stored.countries)) {
  const city = zoneNames.get(zone)
  const name = { en: english, 'zh-CN': chinese }
  const place = {
    zone,
    name,
    ...(city && city.en !== english && { city }),
    ...(several && { hasSeveral: true }),
  }
  const others = Object.hasOwn(countryNames, code) ? (countryNames[code] ?? '') : ''
  for (const one of [english, chinese, ...others.split(',')]) call(one, place)
}

for (const zone of Object.keys(stored.zones)) {
  const name = zoneNames.get(zone)
  if (name) call(zone, { zone, name })
}

/** How many names of places are known. */
export const knownPlaces: number = places.size

/** The place that is called so, in English or Chinese; undefined where none is known. */
export function findPlace(name: string): Place | undefined {
  const key = keyOf(name)
  const forms = [
    key,
    key.replace(/^(?:in|at|the) /, ''),
    key.replace(/ (?:city|time)$/, ''),
    key.replace(/(?:时间|当地)$/, ''),
  ]
  // 东京都 and 青岛市 are called so where 东京 and 青岛 are known.
  forms.push(key.replace(/[市省州]$/, ''), key.split(/ ?[,，] ?/)[0] ?? key)
  for (const form of forms) {
    const place = places.get(form)
    if (place) return place
  }
  return undefined
}

function keyOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[.’'‘·]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
