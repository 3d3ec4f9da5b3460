import { expect, test } from 'vitest'
import { listPlaces } from './list-places.ts'

const zone = (name: string, countryCode: string) => ({ name, group: [name], countryCode })
const cities = (city?: string) => ({
  Asia: { Tokyo: city ? { exemplarCity: city } : {} },
  Etc: { UTC: { exemplarCity: 'none' } },
})
const names = { JP: 'Japan', AU: 'Australia' }

test('zones and countries are listed with both names, and no zone that is no place', () => {
  const sources = {
    zones: [zone('Asia/Tokyo', 'JP'), zone('Australia/Sydney', 'AU'), zone('Australia/Lord_Howe', 'AU')],
    ...{ english: cities(), chinese: cities('东京'), countriesInEnglish: names },
    countriesInChinese: { JP: '日本', AU: '澳大利亚' },
  }
  expect(JSON.parse(listPlaces(sources))).toMatchObject({
    zones: { 'Asia/Tokyo': ['东京', 'Tokyo'], 'Australia/Lord_Howe': ['', 'Lord Howe'] },
    countries: {
      JP: ['Japan', '日本', 'Asia/Tokyo'],
      AU: ['Australia', '澳大利亚', 'Australia/Sydney', 'several'],
    },
  })
  expect(listPlaces(sources)).not.toContain('UTC')
})

test('a country with several times needs one that speaks for it', () => {
  const zones = [zone('Asia/Tokyo', 'XX'), zone('Asia/Osaka', 'XX')]
  const none = { english: cities(), chinese: cities(), countriesInEnglish: names, countriesInChinese: names }
  expect(() => listPlaces({ zones, ...none })).toThrow('XX has several times')
})
