import { normalise } from '../../text/words.ts'

/** Buckets that features are hashed into; the weights of the classifier by words are made for so many. */
export const featureBuckets = 1 << 14

/** A request as a sparse unit vector: `values[i]` stands at `buckets[i]`; buckets rise and none is there twice. */
export interface Features {
  readonly buckets: Int32Array
  readonly values: Float32Array
}

/** Letters that are read: what is asked for stands at the beginning of a message, or at its end below a pasted text. */
const headLetters = 240
const tailLetters = 80

const han = '\\p{Script=Han}'
const cut = new RegExp(`${han}+|#|(?:(?!${han})[\\p{L}\\p{M}'’])+|[?？!！:：]`, 'gu')
const number = /\p{N}+(?:[.,]\p{N}+)*/gu
const shapes: readonly (readonly [string, RegExp])[] = [
  ['url', /https?:\/\/|\bwww\.|\b[\w-]+\.(?:com|org|net|io|cn|co|uk|de|dev|app|edu|gov|info)\b/i],
  ['mail', /[\w.+-]+@[\w-]+\.\w+/],
  ['file', /\b[\p{L}\w-]+\.(?:txt|md|pdf|docx?|csv|json|html?|xlsx?|pptx?|epub)\b/iu],
  ['sum', /[\d)]\s*[-+*/×÷^x=]\s*[\d(]/i],
  ['percent', /%|％|百分之|\bper ?cent\b/i],
  ['money', /[$€£¥￥]/],
  ['quote', /["“”「」『』]|(?:^|\s)['‘][^'’]+['’]/],
  ['clock', /\d[:：]\d\d|\b\d{1,2}\s?(?:am|pm)\b/i],
  ['colon', /[:：]\s*\S/],
  ['long', /^[\s\S]{120,}$/],
  // What is told, and not asked for: who did something, what was done, what somebody said, what is not to be done.
  ['told', /^(?:he|she|they|we|nobody|somebody|someone|everyone|everybody|people|his|her|their|our)\b/i],
  ['thing', /^(?:the|an?|this|that|these|those|my|some|all|every|no|two|three|ten)\s\p{L}/iu],
  [
    'did',
    /^(?:\p{L}{2,}ed|kept|left|sent|written|found|lost|told|hidden|made|drawn|born|known|seen|taken|given|sold)\b/iu,
  ],
  [
    'i did',
    /^i(?:'ve|’ve| have| had)?\s(?:just\s|once\s|never\s|always\s|already\s)?(?:\p{L}{2,}ed|forgot|told|got|had|was|were|kept|wrote|sent|lost|found|left|saw|went|came|read|heard|met|made|took|felt|thought|knew|slept|ran|paid|bought|grew)\b/iu,
  ],
  [
    'said',
    /\b(?:said|says|shouted|whispered|asked|cried|told us|reads?)\b[,:]?\s?["“:]|["”]\s?(?:,\s?)?(?:he|she|they|said|asked)\b|(?:说|写着|写的是|印着|问|喊)[：:“"]|”.{0,10}(?:说|问|喊|道)/i,
  ],
  [
    'not',
    /^(?:please\s)?(?:don['’]?t|do not|never|no need|you don['’]?t|not)\b|^(?:别|不用|不必|不要|没必要|千万别|我?不需要)/i,
  ],
  [
    'they',
    /^(?:他|她|它|有人|没人|人们|大家都|我们|咱们|我[妈爸爷奶哥姐弟妹](?!发|说|打)|小时候|从前|以前|昨|前[天几]|去年|那[天年次时])/,
  ],
  ['done', /(?:了|过|着)(?:[，。！,.!]|$)/],
  ['thing of', /^(?!.*[请帮把给])[\p{Script=Han}\d]{1,10}的[\p{Script=Han}]{1,6}$/u],
]

/** What the classifier by words sees of a request: words and pairs of them, runs of characters, and a few shapes. */
export function featuresOf(request: string): Features {
  const found = new Map<number, number>()
  for (const name of namesOf(request)) {
    const bucket = bucketOf(name)
    found.set(bucket, Math.max(found.get(bucket) ?? 0, lesser[name.slice(0, 2)] ?? 1))
  }
  const buckets = Int32Array.from(found.keys()).sort()
  const values = Float32Array.from(buckets, bucket => found.get(bucket) ?? 0)
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return { buckets, values: values.map(value => value / (length || 1)) }
}

/** Kinds of features that say little that others do not say: cross-validation is better where they count less. */
const lesser: Readonly<Record<string, number>> = { 'p:': 0.5, 't:': 0.5 }

function* namesOf(request: string): Generator<string> {
  const whole = normalise(request).trim()
  for (const [name, pattern] of shapes) if (pattern.test(whole)) yield `s:${name}`
  const text =
    whole.length > headLetters + tailLetters
      ? `${whole.slice(0, headLetters)} ${whole.slice(-tailLetters)}`
      : whole
  const tokens = text.toLowerCase().replace(number, '#').match(cut) ?? []
  let before = '^'
  for (const token of tokens) {
    if (isHan(token)) yield* runsOf(token, before)
    else {
      yield `w:${token}`
      yield* piecesOf(token)
    }
    yield `b:${before} ${isHan(token) ? token.slice(0, 2) : token}`
    before = isHan(token) ? token.slice(-2) : token
  }
  yield `b:${before} $`
}

/** Chinese has no blanks: every one, two and three characters that stand together. */
function* runsOf(run: string, before: string): Generator<string> {
  const characters = Array.from(before === '^' ? `^${run}` : run)
  for (let at = 0; at < characters.length; at++) {
    yield `c:${characters[at]}`
    if (at + 1 < characters.length) yield `c:${characters[at]}${characters[at + 1]}`
    if (at + 2 < characters.length) yield `t:${characters[at]}${characters[at + 1]}${characters[at + 2]}`
  }
}

/** Four letters of a word that stand together: a misspelt word shares most of them with the right one. */
function* piecesOf(word: string): Generator<string> {
  const marked = `<${word}>`
  for (let at = 0; at + 4 <= marked.length; at++) yield `p:${marked.slice(at, at + 4)}`
}

function isHan(token: string): boolean {
  return /^\p{Script=Han}/u.test(token)
}

/** FNV-1a over UTF-16 units, folded into the buckets. */
function bucketOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & (featureBuckets - 1)
}
