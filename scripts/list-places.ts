/**
 * Writes src/abilities/time/places.json: what time zones and countries are called in English and Chinese.
 *   npx tsx scripts/list-places.ts FOLDER
 * FOLDER holds the unpacked npm packages cldr-dates-full and cldr-localenames-full (Unicode-3.0; cities that zones are
 * named after, and countries) and tzdb of @vvo (MIT; which country a zone is of. Its cities are GeoNames' and left out).
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nearlyOne, speaksFor } from '../src/abilities/time/cities.ts'

interface Zone {
  readonly name: string
  readonly group: readonly string[]
  readonly countryCode: string
}

/** What the packages say, as it was parsed. */
export interface PlaceSources {
  readonly zones: readonly Zone[]
  /** CLDR's exemplar cities by zone: { Asia: { Tokyo: { exemplarCity } } }. */
  readonly english: Cities
  readonly chinese: Cities
  readonly countriesInEnglish: Readonly<Record<string, string>>
  readonly countriesInChinese: Readonly<Record<string, string>>
}

interface Cities {
  readonly [name: string]: string | Cities
}

/** The text of places.json. Throws for a country with several zones of which none is known to speak for it. */
export function listPlaces(sources: PlaceSources): string {
  const zones = new Map<string, { english: string; chinese: string }>()
  for (const name of zoneNames(sources.chinese)) {
    const english = exemplar(sources.english, name) ?? lastPart(name)
    zones.set(name, { english, chinese: exemplar(sources.chinese, name) ?? '' })
  }
  const countries: Record<string, readonly string[]> = {}
  for (const { name, group, countryCode } of sources.zones) {
    if (![name, ...group].some(alias => zones.has(alias)))
      zones.set(name, { english: lastPart(name), chinese: '' })
    const { [countryCode]: english } = sources.countriesInEnglish
    const { [countryCode]: chinese } = sources.countriesInChinese
    const isOnly = sources.zones.every(other => other.countryCode !== countryCode || other.name === name)
    if (!isOnly && speaksFor[countryCode] === undefined) throw new Error(`${countryCode} has several times`)
    if (english && chinese && (isOnly || speaksFor[countryCode] === name)) {
      countries[countryCode] =
        isOnly || nearlyOne.has(countryCode) ? [english, chinese, name] : [english, chinese, name, 'several']
    }
  }
  const listed = Array.from(zones, ([name, { english, chinese }]) => [name, [chinese, english]] as const)
  const lines = (rows: readonly (readonly [string, readonly string[]])[]) =>
    rows.map(([name, names]) => `    ${JSON.stringify(name)}: ${JSON.stringify(names)}`).join(',\n')
  return `{
  "source": "Unicode CLDR 48 (Unicode-3.0); tzdb of @vvo 6.202.0 (MIT)",
  "zones": {
${lines(listed)}
  },
  "countries": {
${lines(Object.entries(countries).sort())}
  }
}
`
}

const lastPart = (zone: string) => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone

function zoneNames(cities: Cities, before = ''): string[] {
  return Object.entries(cities).flatMap(([name, inside]) => {
    if (typeof inside === 'string' || before === 'Etc/') return []
    return typeof inside.exemplarCity === 'string'
      ? [`${before}${name}`]
      : zoneNames(inside, `${before}${name}/`)
  })
}

function exemplar(cities: Cities, zone: string): string | undefined {
  let at: string | Cities | undefined = cities
  for (const part of zone.split('/')) at = typeof at === 'object' ? at[part] : undefined
  const city = typeof at === 'object' ? at.exemplarCity : undefined
  return typeof city === 'string' ? city : undefined
}

async function readSources(folder: string): Promise<PlaceSources> {
  const json = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8'))
  const cities = async (language: string) =>
    (await json(`cldr-dates-full/main/${language}/timeZoneNames.json`)).main[language].dates.timeZoneNames
      .zone
  const territories = async (language: string) =>
    (await json(`cldr-localenames-full/main/${language}/territories.json`)).main[language].localeDisplayNames
      .territories
  return {
    zones: await json('tzdb/raw-time-zones.json'),
    ...{ english: await cities('en'), chinese: await cities('zh') },
    ...{ countriesInEnglish: await territories('en'), countriesInChinese: await territories('zh') },
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = fileURLToPath(new URL('../src/abilities/time/places.json', import.meta.url))
  await writeFile(path, listPlaces(await readSources(process.argv[2] ?? '.')))
  console.log(path)
}
