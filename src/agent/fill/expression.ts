import { findNumbers } from './number.ts'
import { fold } from './reading.ts'
import { trimMarks } from './strip.ts'

const opening =
  /(?:(?<![a-z])(?:square root|cube root|root of|sqrt|sum of|sum(?=\s[\d(])|product of|difference between|difference of|average of|average|mean of|median of|half of|(?:a )?(?:third|quarter) of|three quarters of|divide|multiply|add(?! up)|subtract|take away|double|triple|factorial of|log(?:arithm)?(?: of)?|ln|sin(?:e)?|cos(?:ine)?|tan(?:gent)?|pi|abs)(?![a-z])|[(√∛π]|根号|百分之|负)/
const closing =
  /^(?:\s?(?:%|percent|per cent|squared|cubed|factorial|degrees|pi\b|π|quarters?\b|hal(?:f|ves)\b|thirds?\b|!(?!\s*$)|²|³|\)|st\b|nd\b|rd\b|th\b(?:\spower)?)|的?(?:平方根|立方根|平方|立方|[一二三四五六七八九十百\d]+次方|次方|阶乘|倍|折|一半|绝对值|次幂)|\s?power)+/

/**
 * The calculation of a request, as it was said: from its first number, or the word that does something with it, to the
 * last number and what belongs to that. Undefined without a number.
 */
export function findExpression(words: string): string | undefined {
  const folded = fold(words)
  // "Quick one: 450 / 9": what is asked stands behind the colon.
  const colon = folded.search(/[a-z\u4e00-\u9fff]\s?:\s?(?=[\d(]|[a-z一-九])/)
  const numbers = findNumbers(folded).filter(({ start }) => start > colon)
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (first === undefined || last === undefined) return undefined
  let start = first.start
  const word = opening.exec(folded)
  if (word !== null && word.index < start && (word[0].length > 1 || !/\w/.test(word[0]))) start = word.index
  let end = last.end
  const behind = closing.exec(folded.slice(end, end + 40))
  if (behind !== null) end += behind[0].length
  while (start > 0 && /[(（[]/.test(words[start - 1] ?? '')) start -= 1
  const said = trimMarks(words.slice(start, end).replace(/^[,，\s]+/, ''), false)
  return said === '' ? undefined : said
}
