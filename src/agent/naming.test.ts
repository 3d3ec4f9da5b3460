import { describe, expect, test } from 'vitest'
import { isNamed, ownName, withoutName } from './naming.ts'

const tool = (name: string, title: string) => ({ name, title: { en: title, 'zh-CN': title } })
const echo = tool('everything_server_1a2b3c__echo', 'Echo Tool')
const sum = tool('everything_server_1a2b3c__get_sum', 'Get Sum Tool')

test('a tool is called by itself, without whose it is', () => {
  expect([echo, sum, tool('calculate', 'Calculate')].map(ownName)).toEqual(['echo', 'get sum', 'calculate'])
})

describe('a request that names a tool', () => {
  test.each([
    ['Use the echo tool to say hello hermit', echo, 'say hello hermit'],
    ['add 17 and 25 with the get sum tool', sum, 'add 17 and 25'],
    ['use get-sum with 17 and 25', sum, 'with 17 and 25'],
    ['call `get_sum`: 17, 25', sum, '17, 25'],
    ['用 echo 工具说你好', echo, '说你好'],
    ['用get-sum算17和25', sum, '算17和25'],
    ['the Get Sum tool, 1 and 2', sum, '1 and 2'],
  ] as const)('is for it, and the name is no part of what it is called with: %s', (words, named, rest) => {
    expect(isNamed(words, named)).toBe(true)
    expect(withoutName(words, named)).toBe(rest)
  })

  test.each([
    ['was there an echo in the hall?', echo],
    ['what is the sum of 17 and 25', sum],
    ['use echoes in a poem', echo],
    ['write about the tool that can echo', echo],
  ] as const)('is not one that only has its word: %s', (words, named) => {
    expect(isNamed(words, named)).toBe(false)
    expect(withoutName(words, named)).toBe(words)
  })

  test('and says nothing else is left as it is', () => {
    expect(withoutName('use the echo tool', echo)).toBe('use the echo tool')
  })
})
