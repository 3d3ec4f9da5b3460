import { describe, expect, test } from 'vitest'
import { fillByRules } from './rules.ts'
import { chinese } from './tables/chinese.fixture.ts'
import { fourth as chineseFourth } from './tables/chinese-fourth.fixture.ts'
import { second as chineseSecond } from './tables/chinese-second.fixture.ts'
import { third as chineseThird } from './tables/chinese-third.fixture.ts'
import { english } from './tables/english.fixture.ts'
import { fourth as englishFourth } from './tables/english-fourth.fixture.ts'
import { second as englishSecond } from './tables/english-second.fixture.ts'
import { third as englishThird } from './tables/english-third.fixture.ts'
import { placeAt, toolNamed } from './tables/place.fixture.ts'

describe('what requests in English say is read from them', () => {
  test.each([...english, ...englishSecond, ...englishThird, ...englishFourth])(
    '%s: %s',
    (tool, words, args) => {
      expect(fillByRules(toolNamed(tool), words, placeAt('en'))).toEqual(args)
    },
  )
})

describe('what requests in Chinese say is read from them', () => {
  test.each([...chinese, ...chineseSecond, ...chineseThird, ...chineseFourth])(
    '%s: %s',
    (tool, words, args) => {
      expect(fillByRules(toolNamed(tool), words, placeAt('zh-CN'))).toEqual(args)
    },
  )
})
