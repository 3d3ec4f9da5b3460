import { chineseDigits } from './chinese-numbers.ts'
import { englishDigits } from './english-numbers.ts'

/** One thing in an expression: a number, a group without groups in it, or a call of one; "%" may follow. */
const one = String.raw`(?:(?:[a-z]+)?\((?:[^()]|\([^()]*\))*\)|\d[\d.]*|pi\b|π)%?`
const rule = (pattern: string) => new RegExp(pattern.replaceAll('N', one), 'g')

type Rewriting = readonly [RegExp, string | ((found: string, ...groups: string[]) => string)]

/** What asks for a number and says nothing of it. */
const asking: readonly Rewriting[] = [
  [/[?？。]|(?<![\d)])[!！]/g, ' '],
  [
    /\b(?:wh?at(?:['’]?s| is| are| does| do you get)?|how much(?: is| are| do i get)?|(?:do )?(?:the |some )?math|work out|(?:can|could|would) you|tell me|give me|(?:the )?(?:answer|result|value) (?:of|to)|i (?:need|want)(?: to know)?|for (?:me|us)|in total|thank you)\b/g,
    ' ',
  ],
  [
    /\b(?:calculate|compute|evaluate|solve|please|hey|find|equals?|kindly|quick|quickly|roughly|approximately|exactly|about|each|altogether|okay|ok|so|now|just|thanks|if|calcualte)\b/g,
    ' ',
  ],
  [
    /请问|请|帮我|帮忙|麻烦你?|我想知道|计算|算算|算一下|算出|算|一下|求|结果|答案|大概|大约|一共|总共|每人|每个|谢谢|多少钱|是多少|等于多少|等于几|得多少|得几|多少|等于|是几|能|可以|呢|吗|啊|吧/g,
    ' ',
  ],
  [/[$£€¥￥]|\b(?:dollars?|bucks|euros?|pounds?)\b|元|块钱|块|钱/g, ' '],
  // "=" asks as well, at the end.
  [/=\s*$|^[\s,:，]+|[\s,:，]+$/g, ''],
]

/** Signs of multiplication, division and powers that are typed. */
const signs: readonly Rewriting[] = [
  [/[×∙·⋅✕✖]|\*(?!\*)/g, '*'],
  [/\*\*|\^/g, '^'],
  [/[÷∕]/g, '/'],
  [/[−–—﹣]/g, '-'],
  [/\b(?:devided|divded|divide?d)\b/g, 'divided'],
  [/\b(?:multiplyed|mutiplied|multipled|multplied)\b/g, 'multiplied'],
  [/\bsqu?are?d?\b(?= root)|\bsqure\b/g, 'square'],
  [/\blog10\b/g, 'log'],
  [/\blog2\b/g, 'lb'],
  [/\bdegrees?\b|°|度/g, ' deg'],
  [/²/g, '^2'],
  [/³/g, '^3'],
  [/√\s*/g, ' sqrt '],
  [/(?<=\d)\s*x\s*(?=[\d(])/g, '*'],
  [/(?<=\d),(?=\d{3}(?!\d))/g, ''],
  [/\bpercents?\b|\bper cent\b|\bpct\b/g, '%'],
  [/\s+%/g, '%'],
]

const chinese: readonly Rewriting[] = [
  [/左括号/g, '('],
  [/右括号/g, ')'],
  [/打?(\d)(\d)折/g, '*0.$1$2'],
  [/打?(\d)折/g, '*0.$1'],
  [/圆周率|派|π/g, 'pi'],
  [rule('(N)和(N)的和|(N)与(N)的和|(N)跟(N)的和'), '($1$3$5+$2$4$6)'],
  [rule('(N)[和与跟](N)的差'), '($1-$2)'],
  [rule('(N)[和与跟](N)的积'), '($1*$2)'],
  [rule('(N)[和与跟](N)的商'), '($1/$2)'],
  [
    rule('((?:N[、,]\\s*)*N)[、,和与跟](N)的(总和|平均)[数值]?'),
    (_, first = '', last = '', what = '') =>
      `${what === '平均' ? 'average' : 'sum'}(${first.replaceAll('、', ',')},${last})`,
  ],
  [rule('(N)除以(N)(?:的余数|余数|余几|余)'), '($1 mod $2)'],
  [rule('(N)比(N)[多大高]'), '($1-$2)'],
  [rule('比(N)[多大高](N)'), '($1+$2)'],
  [rule('比(N)[少小](N)'), '($1-$2)'],
  [rule('(N)(?:增加|涨|上涨|提高)了?(N)'), '($1+$2)'],
  [rule('(N)(?:减少|降|下降|降低)了?(N)'), '($1-$2)'],
  [rule('(N)的?(?:算术)?平方根|(N)开平?方'), 'sqrt($1$2)'],
  [rule('(N)的?立方根|(N)开立方'), 'cbrt($1$2)'],
  [rule('根号(?:下)?\\s*(N)'), 'sqrt($1)'],
  [rule('(N)的?平方'), '($1)^2'],
  [rule('(N)的?立方'), '($1)^3'],
  [rule('(N)的(N)次(?:方|幂)'), '($1)^($2)'],
  [rule('(N)的阶乘'), 'factorial($1)'],
  [rule('(N)的(?:自然)对数'), 'ln($1)'],
  [rule('(?:正弦|sin)\\s*(N)( deg)?'), 'sin($1$2)'],
  [rule('(?:余弦|cos)\\s*(N)( deg)?'), 'cos($1$2)'],
  [rule('(?:正切|tan)\\s*(N)( deg)?'), 'tan($1$2)'],
  [/的?一半/g, '*0.5'],
  [rule('(N)的(N)倍'), '($1*$2)'],
  [/乘以|乘上|乘/g, '*'],
  [/除以/g, '/'],
  [/加上|加|再加/g, '+'],
  [/减去|减掉|减/g, '-'],
  [/负/g, '-'],
  [rule('(N)的(N)'), '($1*$2)'],
]

const english: readonly Rewriting[] = [
  // three and a half
  [/(\d+) and (\(\d+\/\d+\))/g, '($1+$2)'],
  [rule('(N) (?:squared)'), '($1)^2'],
  [rule('(N) (?:cubed)'), '($1)^3'],
  [rule('(?:the )?square of (N)'), '($1)^2'],
  [rule('(?:the )?cube of (N)'), '($1)^3'],
  [rule('(?:the )?cub(?:e|ic) root (?:of )?(N)'), 'cbrt($1)'],
  [rule('(?:the )?(?:square )?root (?:of )?(?:the )?(N)|\\bsqrt (?:of )?(N)'), 'sqrt($1$2)'],
  [rule('(?:the )?(N) ?(?:st|nd|rd|th) root of (N)'), '($2)^(1/$1)'],
  [rule('(N) factorial|(?:the )?factorial of (N)'), 'factorial($1$2)'],
  [rule('(?:the )?(?:natural log(?:arithm)?|ln) (?:of )?(N)'), 'ln($1)'],
  [rule('(?:the )?log(?:arithm)? (?:base 10 )?(?:of )?(N)'), 'log($1)'],
  [rule('(?:the )?sin(?:e)? (?:of )?(N)( deg)?'), 'sin($1$2)'],
  [rule('(?:the )?cos(?:ine)? (?:of )?(N)( deg)?'), 'cos($1$2)'],
  [rule('(?:the )?tan(?:gent)? (?:of )?(N)( deg)?'), 'tan($1$2)'],
  [rule('(?:the )?remainder (?:of|when) (N) (?:is )?divided by (N)'), '($1 mod $2)'],
  [rule('(?:the )?remainder of (N) (?:over|/) ?(N)'), '($1 mod $2)'],
  [rule('(N) (?:is )?share of (N)'), '(100*($1)/($2))'],
  [rule('share of (N) is (N)'), '(100*($2)/($1))'],
  [
    rule(
      '(N) (?:raised )?to (?:the )?power (?:of )?(-?N)|(N) (?:raised )?to the (N) ?(?:st|nd|rd|th)?(?: power)?',
    ),
    '($1$3)^($2$4)',
  ],
  [rule('(?:the )?sum of (.+?),? and (N)'), '(sum($1,$2))'],
  [rule('(?:the )?(?:average|mean) of (.+?),? and (N)'), '(average($1,$2))'],
  [rule('(?:the )?product of (N) (?:and|with) (N)'), '($1*$2)'],
  [rule('(?:the )?difference (?:between|of) (N) and (N)'), '($1-$2)'],
  [rule('(?:the )?quotient of (N) and (N)'), '($1/$2)'],
  [rule('add (N) (?:and|to|with) (N)'), '($2+$1)'],
  [rule('subtract (N) from (N)'), '($2-$1)'],
  [rule('(?:multiply) (N) (?:and|by|with|times) (N)'), '($1*$2)'],
  [rule('(?:if )?(?:i |we )?split (N) (?:by|with|among|between) (N)'), '($1/$2)'],
  [rule('divide (N) (?:by|with|among|between) (N)'), '($1/$2)'],
  [rule('(N) subtracted from (N)'), '($2-$1)'],
  [rule('increase (N) by (N)|(N) increased by (N)'), '($1$3+$2$4)'],
  [rule('(?:decrease|reduce) (N) by (N)|(N) (?:decreased|reduced) by (N)'), '($1$3-$2$4)'],
  [rule('(N) (?:off|discount on)(?: of)? (N)'), '($2-$1)'],
  [rule('(?:a )?(N) tip on (N)'), '($1*$2)'],
  [/\b(?:half|½)(?: of)? /g, '0.5*'],
  [/\b(?:twice|double) /g, '2*'],
  [/\btriple /g, '3*'],
  [/\bmultiplied by\b|\btimes\b/g, '*'],
  [/\bdivided by\b|\bover\b|\bsplit (?:between|by|among)\b/g, '/'],
  [/\bplus\b|\badded to\b|\band then add\b/g, '+'],
  [/\bminus\b|\btake away\b|\bless\b|\bnegative\b/g, '-'],
  [/\b(?:modulo|modulus)\b/g, ' mod '],
  [/\bof\b/g, '*'],
  [/\bthe\b|\band\b(?=\s*[*/+-])/g, ' '],
]

/** Turns a calculation as it was said, in English or Chinese, into an expression in signs. What cannot be turned stays. */
export function toExpression(said: string): string {
  let text = said.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
  // Before "what" is taken off, which these two need; and "一半" is no number.
  text = rewritten(text, signs)
    .replaceAll(/\bwhat(?: percentage| ?%)(?= of)/g, 'share')
    .replaceAll('一半', '半份')
  const isShare = /\bshare\b/.test(text)
  if (!isShare) text = rewritten(text, asking)
  text = chineseDigits(englishDigits(text.replaceAll(/一下/g, ' '))).replaceAll('半份', '一半')
  text = rewritten(text.replaceAll(/\s+/g, ' ').replaceAll(/\s+%/g, '%').trim(), signs)
  text = rewritten(text, chinese.concat(english))
  if (isShare) text = rewritten(text, asking)
  return (
    text
      .replaceAll(/\bmod\b/g, '%')
      .replaceAll(/^[\s,:]+|[\s,:]+$/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
      // What is multiplied without a sign: 2(3+4), 3pi, (1+2)(3+4).
      .replaceAll(/(\d|\)|%)\s*(?=\()/g, (found, before: string) => (before === '%' ? found : `${before}*`))
      .replaceAll(/\)\s*(?!deg)(?=[\da-z])/g, ')*')
      .replaceAll(/(\d)\s*(?=(?:pi|sqrt|sin|cos|tan|ln|log|cbrt)\b)/g, '$1*')
  )
}

function rewritten(text: string, rules: readonly Rewriting[]): string {
  return rules.reduce(
    (written, [pattern, by]) =>
      typeof by === 'string' ? written.replaceAll(pattern, by) : written.replaceAll(pattern, by),
    text,
  )
}
