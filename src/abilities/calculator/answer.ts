import { plainMarkdown } from '../../chat/transfer/contained-markdown.ts'
import type { Language } from '../../ui/i18n/text.ts'
import type { Both, ToolResult } from '../tool.ts'
import { type Calculated, calculate } from './calculate.ts'
import { longestExpression } from './parse.ts'
import { type SaidNumber, sayNumber } from './say-number.ts'

type Failure = Extract<Calculated, { failure: unknown }>['failure']

const failures: Readonly<Record<Failure, Both>> = {
  'division-by-zero': {
    en: 'That would divide by zero, which has no result.',
    'zh-CN': '这里要除以零，没有结果。',
  },
  'too-large': {
    en: 'The result would have more than 2,000 digits: that is too much to work out here.',
    'zh-CN': '结果会超过 2,000 位，这里算不了这么大。',
  },
  'not-real': {
    en: 'That has no result among the real numbers.',
    'zh-CN': '这在实数范围内没有结果。',
  },
  unclear: {
    en: 'I cannot read that as a calculation. Write it like “(3 + 4) × 2” or “12% of 80”.',
    'zh-CN': '我看不懂这个算式。请写成“(3 + 4) × 2”或“80 的 12%”这样。',
  },
  'which-division': {
    en: 'That can be read in two ways: please say “divided by”.',
    'zh-CN': '“A 除 B”有两种读法。请说“A 除以 B”。',
  },
  'too-long': {
    en: `That calculation is too long: at most ${longestExpression} letters.`,
    'zh-CN': `算式太长了，最多 ${longestExpression} 个字符。`,
  },
}

/** Calculates what was said and says what came of it. */
export function answerCalculation(said: string, language: Language): ToolResult {
  const done = calculate(said)
  if ('failure' in done) {
    return { value: { expression: said, error: done.failure }, said: failures[done.failure][language] }
  }
  const { value, isExact } = done.quantity
  const result = value.toSignificantDigits(2000).toString()
  return {
    value: { expression: done.expression, result, isExact },
    said: sentence(said, done.expression, sayNumber(done.quantity), language) + notes(done, language),
  }
}

/** Longer calculations are not said again. */
const longestEcho = 80

function sentence(said: string, expression: string, result: SaidNumber, language: Language): string {
  const asked = echoOf(said)
  const isEchoed = asked.length > 0 && asked.length <= longestEcho
  const read = reading(asked, expression)
  if (language === 'en') {
    const about = result.isRounded ? 'about ' : ''
    return isEchoed
      ? `${asked}${read && ` (${read})`} is ${about}${result.digits}.`
      : `The result is ${about}${result.digits}.`
  }
  const about = result.isRounded ? '约等于' : '等于'
  return isEchoed
    ? `${asked}${read && `（${read}）`}${about} ${result.digits}。`
    : `结果${about} ${result.digits}。`
}

function notes({ quantity }: Extract<Calculated, { quantity: unknown }>, language: Language): string {
  if (!quantity.isInRadians) return ''
  return language === 'en' ? ' The angle was taken in radians.' : '角度按弧度计算。'
}

const asksInEnglish =
  /^(?:(?:hey|please|okay|ok|so|quickly|(?:can|could|would) you|tell me|i need|wh?at(?:['’]?s| is)|how much is|calculate|compute|work out|do the math)[,:]?\s+)+/i
const asksInChinese = /^(?:请问|请|麻烦你?|帮我|帮忙|计算|算一下|算算|算)+/

/** The calculation without what asks for it, in signs that are no Markdown. */
function echoOf(said: string): string {
  const bare = said
    .normalize('NFC')
    .trim()
    .replace(asksInEnglish, '')
    .replace(asksInChinese, '')
    .replace(
      /(?:[,，\s]*(?:please|for me|thanks|thank you|in total|equals|每人多少|每人))?\s*[=?？!！.。\s]*$/i,
      '',
    )
    .replace(
      /(?:大概|大约|约)?(?:等于多少|是多少钱|是多少|等于几|是几|得多少|得几|等于|是)?(?:呢|吗|啊|吧)?$/,
      '',
    )
  return plainMarkdown(inSigns(bare))
}

function inSigns(text: string): string {
  return text
    .replaceAll(/\s*\*\*\s*/g, '^')
    .replaceAll(/\s*\*\s*/g, ' × ')
    .replaceAll(/(?<=[\d)%])\s*\/\s*(?=[\d(])/g, ' ÷ ')
}

/** How words were read, where several signs make it matter which goes first: "8加9乘2" is 8 + 9 × 2. */
function reading(asked: string, expression: string): string {
  const signs = expression.match(/(?<=[\d)%\s])[+\-*/^%](?=[\s\d(a-z-])/g) ?? []
  if (!/\p{L}/u.test(asked.replaceAll(/\bof\b|\bpi\b/gi, '')) || signs.length < 2) return ''
  const plain = expression.replaceAll(/(?<![a-z])\((\d[\d.]*)\)/g, '$1').replace(/^\(([^()]*)\)$/, '$1')
  return plainMarkdown(inSigns(plain).replaceAll(/(?<=[\d)%])\s*([+-])\s*/g, ' $1 '))
}
