import { describe, expect, test } from 'vitest'
import { fillByRules } from './rules.ts'
import { chinese } from './tables/chinese.fixture.ts'
import { english } from './tables/english.fixture.ts'
import { placeAt, toolNamed } from './tables/place.fixture.ts'

describe('requests in English', () => {
  test.each(english)('%s: %s', (tool, words, args) => {
    expect(fillByRules(toolNamed(tool), words, placeAt('en'))).toEqual(args)
  })
})

describe('requests in Chinese', () => {
  test.each(chinese)('%s: %s', (tool, words, args) => {
    expect(fillByRules(toolNamed(tool), words, placeAt('zh-CN'))).toEqual(args)
  })
})
