import type { Reading, Span } from './reading.ts'

const lead =
  /^(?:(?:hey|hi|hello|ok|okay|alright|so|well|now|please|pls|kindly|hermit|by the way|btw|oh|right|great|cool|perfect|thanks|yes|yeah|also|then|and|just|quickly|would you mind|do you mind|could you|can you|would you|will you|can i|could i|can we|you can|you could|you may|i want you to|i want to|i'd like you to|i'd like to|i would like you to|i would like to|i need you to|i need to(?! remember)|i wanna|(?:i'd like|i’d like|i would like|i want|i need|i'd love)(?=\s(?:an?|the|some|directions)\s)|help me to|help me|let's|let us|let me(?! know)|do me a favou?r and|do me a favou?r|be so kind as to|go ahead and)(?:[,\s!:]{1,4}|$))/i
const chineseLead =
  /^(?:[，,。！!\s]|[你您](?=[帮替给]我)|你好|您好|嗨|喂|嘿|那么|那就|好的|然后|接着|并且|再(?=把|帮|给|用|请)|顺便|同时|另外|(?:我)?想知道(?!吗)|我想问(?:一下|问)?|请(?!问|假)你?|麻烦(?:你|您)?(?:一下)?|劳驾|拜托(?:你|您)?|(?:你|您)?(?:能不能|可不可以|能否|可以|能)(?:请你?)?(?=帮|给|把|提醒|告诉|用|替|为)|请问(?:一下)?|帮我个忙|帮忙|(?:请)?(?:帮|替|给|为)(?:一下)?我(?!妈|爸|们|老|哥|姐|弟|妹|的|朋|同|儿|女|爷|奶|自己)(?:一下)?|我(?:想要?|需要|要)(?:你|请你)?(?!说|是))/u
const tails = [
  'please',
  'pls',
  'thanks',
  'thank you',
  'thanks a lot',
  'thx',
  'for me',
  'will you',
  'would you',
  'could you',
  'ok',
  'okay',
  'cheers',
  'if you can',
  'if you could',
  'if possible',
  'if you would',
]
const chineseTails = [
  '谢谢你',
  '谢谢您',
  '谢谢',
  '多谢',
  '好吗',
  '好不好',
  '可以吗',
  '行吗',
  '行不行',
  '可以么',
  '拜托了',
  '拜托',
  '麻烦了',
  '哦',
  '呗',
  '吧',
  '哈',
  '啦',
]
const edgeMarks = /[\s,.;:!?，。；：！？、…~～-]/

const orders =
  'remind nudge ping set get put pop jot note write make add take keep find search look show open translate send text message email tell let ask share copy save store convert calculate work give start cancel delete remove summarise summarize check pull draft compose change turn navigate drop create bring'.split(
    ' ',
  )
const gerunds = new Map(
  orders.flatMap(verb =>
    [`${verb}ing`, `${verb}${verb.at(-1)}ing`, `${verb.replace(/e$/, '')}ing`].map(
      gerund => [gerund, verb] as const,
    ),
  ),
)

/** "(Would you mind) reminding me" as "remind me". */
function asOrder(words: string): string {
  const first = /^[a-z]+/i.exec(words)?.[0] ?? ''
  const order = gerunds.get(first.toLowerCase())
  return order === undefined ? words : order + words.slice(first.length)
}

/** A request without the courtesies round it: "Could you please …, thanks". */
export function withoutCourtesy(words: string): string {
  let rest = words
    .trim()
    .replace(/,\s(?:please|pls),\s/i, ' ')
    .replace(/,?\s(?:please|pls|will you|would you)\s?(?=[:：])/i, '')
  for (let turn = 0; turn < 8; turn += 1) {
    const front = lead.exec(rest.slice(0, 80)) ?? chineseLead.exec(rest.slice(0, 40))
    if (front === null || front[0].length >= rest.length) break
    rest = rest.slice(front[0].length).trimStart()
    if (/mind/i.test(front[0])) rest = asOrder(rest)
  }
  return withoutTail(rest)
}

function withoutTail(words: string): string {
  let rest = words.trimEnd()
  for (let turn = 0; turn < 4; turn += 1) {
    const bare = trimMarks(rest, false)
    const lower = bare.slice(-30).toLowerCase()
    const tail = tails.find(one => lower.endsWith(one) && /[\s,.;!?]/.test(bare.at(-one.length - 1) ?? 'x'))
    const chinese = tail ?? chineseTails.find(one => bare.endsWith(one))
    if (chinese === undefined || chinese.length >= bare.length) return rest
    rest = trimMarks(bare.slice(0, bare.length - chinese.length), false)
  }
  return rest
}

/** Marks and blanks cut off the end, and off the front where asked for. */
export function trimMarks(words: string, isFrontToo = true): string {
  let start = 0
  let end = words.length
  while (end > 0 && edgeMarks.test(words[end - 1] as string)) end -= 1
  if (isFrontToo) while (start < end && edgeMarks.test(words[start] as string)) start += 1
  return words.slice(start, end)
}

/** A text as an argument: without blanks, quotes and a full stop round it. Empty texts are none. */
export function tidyText(words: string | undefined): string | undefined {
  if (words === undefined) return undefined
  const trimmed = words
    .trim()
    .replace(/^[\s,.:;?!，：；、。？！-]{1,8}(?=[^\s\d])/, '')
    .trimEnd()
  const quoted = /^["“”'‘「『《](.*)["“”'’」』》][.。]?$/s.exec(trimmed)
  const inner = quoted?.[1] !== undefined && !/["“”「」『』]/.test(quoted[1]) ? quoted[1] : trimmed
  let end = inner.length
  while (end > 0 && /[\s,.;:，。；：、]/.test(inner[end - 1] as string)) end -= 1
  const text = inner.slice(0, end).trim()
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(text) ? text : undefined
}

/** What is looked for or named, without its article. */
export function tidyName(words: string | undefined): string | undefined {
  const text = tidyText(words)
  if (text === undefined) return undefined
  const bare = trimMarks(text).replace(/^(?:the|an?|my|some|any|our)\s{1,3}/i, '')
  return bare === '' ? undefined : bare
}

const pairs = new Map([
  ['"', '"'],
  ['“', '”'],
  ['”', '”'],
  ['‘', '’'],
  ["'", "'"],
  ['「', '」'],
  ['『', '』'],
  ['«', '»'],
])
/** Quotes further in than this are part of a longer text. */
const mostQuotes = 8

/** What stands between quotation marks, in order. An apostrophe opens none in the middle of a word. */
export function findQuotes(words: string): Reading<string>[] {
  const found: Reading<string>[] = []
  for (let at = 0; at < words.length && found.length < mostQuotes; at += 1) {
    const close = pairs.get(words[at] as string)
    if (close === undefined) continue
    const isSingle = close === "'" || close === '’'
    if (isSingle && /[\p{L}\p{N}]/u.test(words[at - 1] ?? '')) continue
    const end = closingAt(words, at + 1, close, isSingle)
    if (end === undefined) continue
    if (end > at + 1) found.push({ value: words.slice(at + 1, end), start: at, end: end + 1 })
    at = end
  }
  return found
}

function closingAt(words: string, from: number, close: string, isSingle: boolean): number | undefined {
  for (let at = words.indexOf(close, from); at >= 0; at = words.indexOf(close, at + 1)) {
    // The apostrophe of "I'm" closes nothing.
    const isApostrophe = isSingle && /[a-z]/i.test(words[at + 1] ?? '')
    if (!isApostrophe) return at
    if (at - from > 2000) return undefined
  }
  return undefined
}

/** Whether a span lies within one of others. */
export function isWithin(span: Span, others: readonly Span[]): boolean {
  return others.some(other => span.start >= other.start && span.end <= other.end)
}

const pronoun =
  /^(?:it|that|this|these|those|them|all (?:of )?(?:it|that|this|them)|(?:the|this|that|your|my) (?:last |previous |above |whole )?(?:result|answer|reply|response|summary|translation|text|paragraph|sentence|message|output|number|list|passage|word|words|phrase|one|note|information|info)|the (?:above|following|last one|same)|what you (?:just )?(?:said|wrote|found|told me)|which|them all|(?:the )?(?:results|answers)|(?:this|that|these|those) (?:(?:short|long|last|first|whole|little|same|two|three|few) )?(?:lines?|sentences|paragraphs|passages|phrases|words|e-?mails?|letters?|quotes?|poems?|stor(?:y|ies)|jokes?|recipes?|code|snippets?|drafts?|titles?|content|stuff|things?|notes|messages|pages?|articles?|links?|address(?:es)?|places?|locations?)|what i (?:just )?(?:said|wrote|typed|sent)|my last (?:line|sentence))$/i
const chinesePronoun =
  /^(?:它们?|这个?|那个?|这些|那些|这[段句条篇份](?:话|文字|内容|文本|信息|消息)?|那[段句条篇份](?:话|文字|内容)?|(?:下面|以下)的?(?:这[段句条篇]|那[段句条篇]|内容|文字|话|句子|段落|文本)?(?:话|文字|内容)?|(?:上面|以上|刚才|刚刚|前面)的?(?:那个|这个|那段|这段|那句)?(?:结果|答案|内容|话|回答|文字|总结|翻译)?|(?:这个?|那个?)?(?:结果|答案|回答|总结|摘要|译文|翻译|内容|回复)|你(?:刚才)?(?:说|写)的(?:话|内容)?|我(?:刚才|刚刚|上面)?(?:的|说的|写的|发的)(?:那?[段句条])?(?:话|内容|消息|文字)?|[这那](?:[个份张篇首段句条]|几[个条句段])(?:清单|列表|表格|段落|句子|单词|词|字|故事|诗|邮件|笔记|代码|链接|网址|地址|号码|文章|地方|东西)|此)$/u

const pronounFirst =
  /^(?:this|the following|that|something)(?:\s\p{L}{2,12})?\s?:\s?|^(?:这|下面|以下)的?(?:这)?(?:[段句条篇]|个词|个)?(?:话|文字|内容|文本|句子)?[：:]\s?/iu

/** The text behind "this sentence:" and 这句话：, or the words as they are. */
export function behindPronoun(words: string): string {
  const found = pronounFirst.exec(words.slice(0, 60))
  return found === null || found[0].length >= words.length ? words : words.slice(found[0].length)
}

/** Whether words mean what was said before. */
export function isPronoun(words: string): boolean {
  const bare = trimMarks(words)
  return bare.length < 40 && (pronoun.test(bare) || chinesePronoun.test(bare))
}
