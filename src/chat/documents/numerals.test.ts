import { expect, test } from 'vitest'
import { numberOfWord, withDigits } from './numerals.ts'

test('numerals say what they say, where something is counted', () => {
  expect(withDigits('三个月、十五天、二十年、九百元、四千五百元、一万二千元、两次、二〇二四年')).toBe(
    '3个月、15天、20年、900元、4500元、12000元、2次、2024年',
  )
  expect(withDigits('一个人说了三言两语，千方百计')).toBe('一个人说了三言两语，千方百计')
  expect(['two', 'twelve', 'one', 'constructor', 'rent'].map(numberOfWord)).toEqual([
    2,
    12,
    undefined,
    undefined,
    undefined,
  ])
})
