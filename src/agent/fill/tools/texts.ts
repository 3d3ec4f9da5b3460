import { firstMatch, resolveText } from '../cue.ts'
import { findFiles } from '../file.ts'
import { findLanguages, findTarget } from '../language.ts'
import { fold, hide, without } from '../reading.ts'
import type { Fill, Request } from '../request.ts'
import { findQuotes, isPronoun, tidyName, tidyText, trimMarks, withoutCourtesy } from '../strip.ts'

/** Stands where the language stood, so that patterns know its place. */
const mark = '\uE000'
const translateEnglish: readonly RegExp[] = [
  new RegExp(
    `^(?:translate|put|turn|convert|render|change|write|rewrite|say|get|have|make)\\s(?!(?:in|into|to)\\s${mark})(?<text>.+?)\\s(?:in\\s?to|to|into|in|as)\\s(?:the\\s)?${mark}(?:\\slanguage)?[.!?]?$`,
    'isu',
  ),
  new RegExp(
    `^(?:translate|put|turn|convert|render|say|write|translation)\\s(?:this\\s|the following\\s|it\\s)?(?:(?:text|sentence|phrase|paragraph|message)\\s)?(?:for (?:me|us)\\s)?(?:in\\s?to|to|into|in)\\s${mark}\\s?[:,-]?\\s?(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:what(?:'s|’s| is| are|s)|tell me|give me|show me|i need|how (?:is|are)|(?:is|are) there|do you know)\\s(?:the\\s|an?\\s|any\\s)?(?:${mark}\\s)?(?:word|words|phrase|term|translation|expression|name)?\\s?(?:for|of)\\s(?<text>.+?)(?:\\s(?:in|into|to)\\s${mark})?[.!?]*$`,
    'isu',
  ),
  new RegExp(
    `^(?:the\\s)?(?:a\\s)?${mark}\\s(?:word\\s|translation\\s|phrase\\s)?(?:for|of)\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:how\\s(?:do|would|can|should|does|to)\\s?(?:you|i|we|one|they|people)?\\s?(?:say|write|spell|translate|put|express)|what is the way to say|how to say|teach me to say|tell me how to say)\\s(?<text>.+?)\\s(?:in|into|to)\\s${mark}[.!?]*$`,
    'isu',
  ),
  new RegExp(
    `^how\\s(?:do|would|does|might)\\s(?:an?\\s|the\\s)?${mark}\\s?(?:speakers?|people|person|man|woman)?\\s(?:say|write|put)\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:how\\s(?:do|would|can|should|does|to)\\s?(?:you|i|we|one|they|people)?\\s?say|say|write)\\s(?:in\\s)?${mark}\\s?[:,]?\\s?(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^in\\s${mark},?\\s(?:how\\s(?:do|would|can)\\s(?:you|i)\\s(?:say|write)|what(?:'s|’s| is)|say|write)\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:what\\s(?:do|would|does)\\s(?:you|i|we|they|one|people)\\scall|how\\s(?:is|are|do you spell))\\s(?<text>.+?)(?:\\s(?:written|said|called|spelled|spelt|expressed|pronounced|translated))?\\s(?:in|into)\\s${mark}[.!?]*$`,
    'isu',
  ),
  new RegExp(
    `^(?:what(?:'s|’s| is| are| does)|whats)\\s(?<text>.+?)\\s(?:mean\\s)?(?:called\\s)?(?:in|to|into)\\s${mark}[.!?]*$`,
    'isu',
  ),
  /^(?:translate|translation)(?:\s?(?:of|for|this|the following))?(?:\s(?:text|sentence|phrase|paragraph))?\s?[:,-]?\s(?<text>.+)$/isu,
  new RegExp(
    `^(?:(?:make|give|write|do|need)\\s(?:me\\s)?)?(?:a|an)?\\s?${mark}\\s(?:translation|version)\\s(?:of|for)\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(`^(?:to|into|in)\\s${mark}\\s?[:,-]\\s?(?<text>.+)$`, 'isu'),
  new RegExp(`^${mark}\\s?[:,-]\\s?(?<text>.+)$`, 'isu'),
  new RegExp(`^.{0,40}?${mark}\\s?:\\s(?<text>.+)$`, 'isu'),
  new RegExp(`^(?<text>.+?)[,:;.]?\\s(?:in|into|to)\\s${mark}(?:\\splease)?[.!?]*$`, 'isu'),
  new RegExp(
    `^(?<text>.+?)[,:;.]\\s(?:translate|put)\\s(?:it|that|this)\\s(?:in|into|to)\\s${mark}[.!?]*$`,
    'isu',
  ),
]
/** 是什么意思 asks, and is no part of what is translated. */
/** "The word ladder": the word is what is translated. */
const namedKind =
  /^(?:the|this)\s(?:word|phrase|sentence|expression|text|proverb|saying|line|quote|question|greeting|slogan|title)\s(?!(?:in|into|to|of|for|on|at|that|which|i|we|you|above|below)(?!\p{L}))(?=\S)/iu
const askedMeaning = /(?:是|有)?(?:什么|啥)意思[，,。?？]*$/u
const toChinese = `(?:翻译|译|翻|转换|转|改写|换|变|写|改)?(?:成|为|作|到|做)?\\s?${mark}`
const translateChinese: readonly RegExp[] = [
  new RegExp(
    `^(?:请)?(?:帮我)?(?:把|将)(?<text>.+?)(?:这句话|这个词|这段话|这几个字|这句|一词)?(?:给我)?(?:用${mark}(?:说|写|表达)(?:出来|一遍|一下)?|${toChinese})(?:版本?)?$`,
    'su',
  ),
  new RegExp(
    `^(?:请)?(?:帮我)?(?:把)?(?:下面|以下)?(?:的)?(?:这?[段句条个])?(?:的)?(?:内容|文字|话|句子)?(?:翻译|译|翻)(?:一下)?(?:成|为|到)?\\s?${mark}(?:：|:|，|,|\\s|。)+(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:请)?(?:用)?${mark}(?:里|中)?(?:的)?(?<text>.+?)(?:这句话|这个词|一词)?(?:该|应该|要)?(?:怎么|如何|咋)(?:说|讲|写|表达|念|读|翻译)(?:的)?$`,
    'su',
  ),
  new RegExp(
    `^(?<text>.+?)(?:这句话|这个词|这个字|这句|这几个字|一词)?(?:，|,)?(?:翻译成|译成|用|在|的|翻成)?\\s?${mark}(?:里|中|版|版本|翻译)?(?:该|应该|要)?(?:怎么|如何|咋|是)(?:说|讲|写|表达|念|读|翻译|什么|啥)(?:的|说)?$`,
    'su',
  ),
  new RegExp(
    `^(?:请)?用${mark}(?:说|讲|写|表达|翻译)(?:一下|一句|出来|出)?(?:：|:|，|,|\\s)*(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:请)?(?:翻译|译)(?:一下)?(?:：|:|，|,|\\s)*(?<text>.+?)(?:，|,|\\s)*(?:翻译|译)?(?:成|为|到|用)\\s?${mark}$`,
    'su',
  ),
  new RegExp(
    `^(?<text>.+?)(?:，|,|。|：|:|\\s)*(?:请)?(?:帮我)?(?:把(?:它|这个|这句话))?(?:翻译|译|翻|转)(?:一下)?(?:成|为|到)\\s?${mark}$`,
    'su',
  ),
  new RegExp(`^用?${mark}(?:翻译)?(?:一下)?(?:：|:|，|,)\\s?(?<text>.+)$`, 'su'),
  new RegExp(
    `^(?:用|在)?${mark}(?:里面?|中)?(?:把|将)?(?<text>.+?)(?:叫|是)(?:什么|啥|做什么|作什么)$`,
    'su',
  ),
  new RegExp(`^(?:怎么|如何)(?:用)?${mark}(?:说|讲|写|表达)(?:：|:|，|,)*(?<text>.+)$`, 'su'),
  new RegExp(`^${mark}(?:里|中)?(?:怎么|如何)(?:说|讲|写|表达|念)(?:：|:|，|,)*(?<text>.+)$`, 'su'),
  new RegExp(`^(?<text>.+?)的\\s?${mark}(?:翻译|版本?|说法|译文)?$`, 'su'),
  new RegExp(`^(?:来)?(?:一?[个份]|给我)?${mark}(?:版|翻译|译文)(?:的)?(?<text>.+)$`, 'su'),
  /^(?:请)?(?:翻译|译)(?:一下)?(?:下面的?|以下)?(?:内容|文字|话|句子)?(?:：|:|，|,|\s)*(?<text>.+)$/su,
]

/** translate_text: the language first; then the text round it, by where the language stood. */
export const fillTranslate: Fill = ({ words: said, place }) => {
  const quotes = findQuotes(said)
  const quote = quotes[0]?.value
  if (quote !== undefined) return { text: quote, to: findTarget(hide(fold(said), quotes))?.value }
  const words = withoutSource(said)
  const target = findTarget(fold(words))
  const marked = target === undefined ? words : words.slice(0, target.start) + mark + words.slice(target.end)
  const patterns = /\p{Script=Han}/u.test(words)
    ? [...translateChinese, ...translateEnglish]
    : translateEnglish
  const lines = marked.split(/\n+/)
  // The command may be a line of its own, over the text or under it.
  const tries = lines.length > 1 ? [lines[0] ?? '', lines.at(-1) ?? '', marked] : [marked]
  for (const line of tries) {
    if (onlyCommand.test(line)) continue
    if (!line.includes(mark) && target !== undefined) continue
    const found = firstMatch(patterns, trimMarks(withoutCourtesy(line), false))?.text
    if (found === undefined) continue
    const plain = found
      .replace(askedMeaning, '')
      .replace(namedKind, '')
      .replace(/^translate/i.test(line) ? /\sfor\s(?:me|us)$/i : /$^/, '')
      .replaceAll(mark, target === undefined ? '' : words.slice(target.start, target.end))
    const isWhole = line === marked
    if (!isWhole && !isPronoun(plain)) continue
    const text = resolveText(plain, place, words)
    return { text: text === undefined || isCommand(text) ? undefined : text, to: target?.value }
  }
  return { to: target?.value }
}

/** "Translate to French", 翻译成英文: there is no text in it. */
const onlyCommand = new RegExp(
  `^(?:please\\s|can you\\s|could you\\s)?(?:translate|translation|say|put|write)?\\s?(?:to|into|in)?\\s?${mark}[\\s.?!]*$|^(?:请|帮我|给我|怎么)*(?:翻译|译|翻)?(?:一下)?(?:成|为|到|用)?${mark}(?:怎么)?(?:说|讲|写)?[。？！?!\\s]*$`,
  'iu',
)

/** Without the language that a text is in, which is not asked for: "from French", 从法语. */
function withoutSource(words: string): string {
  const found = findLanguages(fold(words)).find(({ start }) =>
    /(?:\bfrom\s|从)$/.test(words.slice(Math.max(0, start - 6), start).toLowerCase()),
  )
  if (found === undefined) return words
  const cue = words[found.start - 1] === '从' ? 1 : 5
  return without(words, [{ start: found.start - cue, end: found.end }])
}

function isCommand(text: string): boolean {
  return /^(?:translate|translation|into|to|in|please|翻译|一下|成|为|请|帮我|把)$/i.test(text)
}

const shareEnglish: readonly RegExp[] = [
  // "Share: …", "share this with my friends: …", "pass on this, …": what follows the mark is the text.
  /^(?:share|pass\son|forward|post)(?:\s(?:this|that|the following|it))?(?:\son)?(?:\swith\s(?:my\s|the\s)?\w+)?\s?[:,]\s?(?<text>\S.*)$/isu,
  /^(?:share|send|post|forward)\s(?:(?:the|this|that)\s(?:text|message|words|following)\s?[:,]?\s?|this\s?:\s?|that\s(?=\S+\s\S+\s)|with\s\S+\s?[:,]\s?|[:,]\s?)?(?<text>.+?)(?:\s(?:with|to|via|through|by|on|using|from)\s(?:my\s|the\s|an?\s|some\s)?(?:\w+\s)?(?:friends?|someone|somebody|others|people|everyone|family|apps?|another app|share sheet|other apps|colleagues?|team|group|them|him|her|phone|whatsapp|telegram|wechat|signal|mum|mom|dad))?$/isu,
  /^(?:open|use|bring up)\s(?:the\s)?shar(?:e|ing)\s(?:sheet|menu|dialog)\s(?:for|with|to share)\s(?<text>.+)$/isu,
]
const shareChinese: readonly RegExp[] = [
  /^(?:把|将)?(?:这|那|下面|以下)[^：:，,]{0,8}?(?:给我)?(?:分享|转发)(?:一下|出去|给[^：:，,]{1,12})?[：:，,]\s*(?<text>.+)$/su,
  /^(?:把|将)(?<text>.+?)(?:给)?(?:分享|转发|发送|共享)(?:一下|出去|给(?:.{1,12})?|到(?:.{1,12})?|出来)?$/su,
  /^(?:分享|转发|共享)(?:一下|下)?(?:一[段句条](?:话|文字)?|这句话|这段话|这段文字|文字|文本)?(?:给(?:朋友|别人|大家|家人|同事))?(?:：|:|，|,|\s)*(?<text>.+)$/su,
  /^(?<text>.+?)(?:，|,|。)(?:帮我)?(?:分享|转发)(?:一下|出去|给(?:.{1,8}))?$/su,
]
/** share_text */
export const fillShare: Fill = request => textOf(request, shareEnglish, shareChinese)

const clipboard = '(?:the|my)?\\s?clip\\s?board'
const copyEnglish: readonly RegExp[] = [
  new RegExp(
    `^(?:copy|put|pop|place|save|send|get|add|paste|stick|move|throw|drop|chuck|leave)\\s(?:(?:the|this)\\s(?:text|following|words|phrase)\\s?[:,]\\s?|(?:the text|the words|the phrase)\\s|this\\s?:\\s?|[:,]\\s?)?(?<text>.+?)\\s(?:on|onto|to|in|into)\\s(?:to\\s)?${clipboard}$`,
    'isu',
  ),
  new RegExp(
    `^(?:copy|put|place|save)\\s(?:on|onto|to|in|into)\\s(?:to\\s)?${clipboard}\\s?[:,]?\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:copy|put|place|save)\\s(?:this|the following|the text|the words)\\s(?:on|onto|to|in|into)\\s${clipboard}\\s?:\\s?(?<text>.+)$`,
    'isu',
  ),
  new RegExp(`^(?:to\\s|for\\s)?${clipboard}\\s?[:,]\\s?(?<text>.+)$`, 'isu'),
  /^copy\s(?:(?:the|this)\s(?:text|following|words|phrase)\s?[:,]?\s?(?=\S+\s|\S+$)|this\s?:\s?|down\s|[:,]\s?)?(?<text>.+)$/isu,
]
const copyChinese: readonly RegExp[] = [
  /^(?:把|将)?(?:这|那|下面|以下)[^：:，,]{0,8}?(?:给我)?(?:复制|拷贝)(?:一下|下来|到剪[贴切]板)?[：:，,]\s*(?<text>.+)$/su,
  /^(?:把|将)(?<text>.+?)(?:给我)?(?:复制|拷贝|放|存|粘贴)(?:一下|到|进|在|下来|起来)?(?:我的)?(?:剪贴板|剪切板|粘贴板)?(?:里|上|中)?(?:去)?$/su,
  /^(?:复制|拷贝)(?:一下|下)?(?:这句话|这段话|这段文字|文字|文本|内容)?(?:到(?:我的)?(?:剪贴板|剪切板|粘贴板)(?:里|上|中)?)?(?:：|:|，|,|\s)*(?<text>.+?)(?:到(?:我的)?(?:剪贴板|剪切板|粘贴板)(?:里|上|中)?)?$/su,
  /^(?<text>.+?)(?:，|,|。)(?:帮我)?(?:复制|拷贝)(?:一下|下来|到剪贴板)?$/su,
]
/** copy_text */
export const fillCopy: Fill = request => {
  return textOf(request, copyEnglish, copyChinese)
}

const fileWord = '(?:text\\s|txt\\s|markdown\\s|plain\\s|md\\s)*(?:file|document)'
const saveEnglish: readonly RegExp[] = [
  new RegExp(
    `^(?:save|write|export|store|download|put|output|dump|keep)\\s(?:(?:the|this)\\s(?:text|following)\\s?[:,]\\s?|(?:the text|the words)\\s|[:,]\\s?)?(?<text>.+?)\\s(?:in\\s?to|to|as|in|into|under)\\s(?:a|an|the|my)?\\s?(?:new\\s)?(?:${fileWord}\\s?)?(?:(?:called|named|under the name(?: of)?|with the name|titled|as)\\s)?(?<name>[^,]{1,80})?$`,
    'isu',
  ),
  new RegExp(
    `^(?:create|make|write|save|generate|start)\\s(?:me\\s)?(?:a|an|the)?\\s?(?:new\\s)?${fileWord}\\s(?:(?:called|named|titled)\\s(?<name>.{1,80}?)\\s)?(?:with(?:\\sthe)?(?:\\s(?:text|content|contents|words))?|containing|that says|saying|which says|from|out of|of)\\s?:?\\s?(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:save|write|export|download|store)\\s(?:a\\s|to\\sa\\s)?${fileWord}\\s?[:,-]\\s?(?<text>.+)$`,
    'isu',
  ),
  /^(?:create|make|write|generate|start)\s(?:me\s)?(?:an?|the)?\s?(?:new\s)?(?:text\s)?(?:file|document)?\s?(?:with|containing|that says|saying)\s(?:the (?:text|words|content)\s)?:?\s?(?<text>.+)$/isu,
  /^(?:save|export|download|store|write|put|keep|dump)\s(?:this\s?:\s?|[:,]\s?)?(?<text>.+)$/isu,
]
const saveChinese: readonly RegExp[] = [
  /^(?:把|将)?(?:这|那|下面|以下)[^：:，,]{0,8}?(?:给我)?(?:另存|保存|存)(?:成|为|到|下来|一下)?(?:一?个)?(?:文本)?(?:文件|文档)?[：:，,]\s*(?<text>.+)$/su,
  /^(?:把|将)(?<text>.+?)(?:给我)?(?:另存|保存|存储|存|导出|写|下载|放)(?:成|为|到|进|在|入|下来|一下)?(?:一?个)?(?:新的?)?(?:文本|txt|TXT|本地|markdown)?(?:文件|文档)?(?:里面|里|中)?(?:，|,)?(?:(?:文件名|名字|名称|名)?(?:叫做|叫|名为|命名为|为|是|起名|取名|：|:)*(?<name>.{1,60}?))?$/su,
  /^(?:新建|创建|建|生成|写|做)(?:一?个)?(?:新的?)?(?:名为|叫做?|命名为)?(?<name>[^，,：:的]{1,60}?)?(?:的)?(?:文本)?(?:文件|文档)?(?:，|,|：|:)?(?:里面|内容|里)(?:写上|写着|写|放|是|为|：|:)*(?<text>.+)$/su,
  /^(?:保存|另存|导出|下载|存)(?:一下|下)?(?:为|成|到)?(?:文本)?(?:文件|文档)?(?:：|:|，|,|\s)*(?<text>.+?)(?:(?:到|为|成|进)(?:一?个)?(?:文本)?(?:文件|文档)?(?:里|中)?(?:(?:叫|名为|命名为)?(?<name>.{1,60}))?)?$/su,
  /^(?<text>.+?)(?:，|,|。)(?:帮我)?(?:保存|存)(?:成|为|到|下来|一下)(?:一?个)?(?:文本)?(?:文件)?$/su,
]

/** save_file: a name with an ending is one wherever it stands. */
export const fillSave: Fill = ({ words, place }) => {
  const quotes = findQuotes(words)
  const folded = fold(words)
  const file = findFiles(folded, words).at(-1)
  const quotedName =
    file !== undefined ? quotes.find(one => file.start >= one.start && file.end <= one.end) : undefined
  const texts = quotes.filter(one => one !== quotedName)
  // "As notes.txt" goes with its small words, so that what is left is the text.
  const cut = file === undefined ? words : withoutFile(words, quotedName ?? file)
  const patterns = /\p{Script=Han}/u.test(words) ? [...saveChinese, ...saveEnglish] : saveEnglish
  const found = firstMatch(patterns, trimMarks(cut))
  const quotedAsName =
    file === undefined && texts.length > 0 && isNamed(words, texts.at(-1)?.start ?? 0)
      ? texts.at(-1)
      : undefined
  const name = file?.value ?? quotedAsName?.value ?? saidName(found?.name)
  // "… as poem.txt: roses are red"
  const behind =
    file === undefined ? undefined : /^["”』'’]?\s?[:：]\s?(.+)$/su.exec(words.slice(file.end))?.[1]
  const quote = texts.find(one => one !== quotedAsName)?.value ?? tidyText(behind)
  return { text: quote ?? resolveText(bareFileWords(found?.text), place, words), name }
}

function withoutFile(words: string, file: { start: number; end: number }): string {
  const before = words
    .slice(0, file.start)
    .replace(
      /(?:\s(?:as|in|to|into|under|called|named|titled)|(?:到|成|为|进|入|叫做?|名为|名叫|命名为|名字叫?|文件名是?|，|,)+)+\s?["“'「]?$/iu,
      '',
    )
  return without(`${before} ${words.slice(file.end).trimStart()}`, [])
}

function isNamed(words: string, at: number): boolean {
  return /(?:as|called|named|titled|under the name(?: of)?|叫做?|名为|命名为|为|成)\s?$/i.test(
    words.slice(Math.max(0, at - 20), at),
  )
}

function saidName(name: string | undefined): string | undefined {
  const said = tidyName(name)
  if (
    said === undefined ||
    /^(?:(?:text|txt|markdown|new|md)\s)*(?:file|files|document|disk|computer|device|downloads?|desktop|phone|text|markdown|txt|md|pdf|it)$/i.test(
      said,
    )
  )
    return undefined
  return /^(?:文件|文档|文本|本地|电脑|桌面|手机|下来|里|一下|文本文件)$/.test(said) ? undefined : said
}

function bareFileWords(text: string | undefined): string | undefined {
  const bare = tidyText(text)?.replace(namedKind, '')
  return bare === undefined ||
    /^(?:as|to|in|a file|the file|file|into a file|a|文件|成文件|为文件|到文件|下来)$/i.test(bare)
    ? undefined
    : bare
}

function textOf(
  { words, place }: Request,
  english: readonly RegExp[],
  chinese: readonly RegExp[],
): { text?: string | undefined } {
  const quote = findQuotes(words)[0]?.value
  if (quote !== undefined) return { text: quote }
  const patterns = /\p{Script=Han}/u.test(words.slice(0, 400)) ? [...chinese, ...english] : english
  return { text: resolveText(firstMatch(patterns, trimMarks(words, false))?.text, place, words) }
}
