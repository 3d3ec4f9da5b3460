import { describe, expect, test } from 'vitest'
import { fillByRules } from './rules.ts'
import { eighth as chineseEighth } from './tables/chinese-eighth.fixture.ts'
import { fifth as chineseFifth } from './tables/chinese-fifth.fixture.ts'
import { ninth as chineseNinth } from './tables/chinese-ninth.fixture.ts'
import { seventh as chineseSeventh } from './tables/chinese-seventh.fixture.ts'
import { sixth as chineseSixth } from './tables/chinese-sixth.fixture.ts'
import { eighth as englishEighth } from './tables/english-eighth.fixture.ts'
import { fifth as englishFifth } from './tables/english-fifth.fixture.ts'
import { ninth as englishNinth } from './tables/english-ninth.fixture.ts'
import { seventh as englishSeventh } from './tables/english-seventh.fixture.ts'
import { sixth as englishSixth } from './tables/english-sixth.fixture.ts'
import { misreadChinese, misreadEnglish } from './tables/misread.fixture.ts'
import { placeAt, toolNamed } from './tables/place.fixture.ts'

const english = [...englishFifth, ...englishSixth, ...englishSeventh, ...englishEighth, ...englishNinth]
const chinese = [...chineseFifth, ...chineseSixth, ...chineseSeventh, ...chineseEighth, ...chineseNinth]

describe('requests as people say them, some with a slot left unsaid', () => {
  test.each(english)('%s: %s', (tool, words, args) => {
    expect(fillByRules(toolNamed(tool), words, placeAt('en'))).toEqual(args)
  })

  test.each(chinese)('%s: %s', (tool, words, args) => {
    expect(fillByRules(toolNamed(tool), words, placeAt('zh-CN'))).toEqual(args)
  })
})

describe('known to be read wrong', () => {
  test.fails.each(misreadEnglish)('%s: %s', (tool, words, args) => {
    expect(fillByRules(toolNamed(tool), words, placeAt('en'))).toEqual(args)
  })

  test.fails.each(misreadChinese)('%s: %s', (tool, words, args) => {
    expect(fillByRules(toolNamed(tool), words, placeAt('zh-CN'))).toEqual(args)
  })
})
