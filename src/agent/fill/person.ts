import { cutByDictionary } from '../../text/words.ts'

/** A person at the front of words, and what follows. */
export interface FoundPerson {
  readonly who: string
  readonly rest: string
}

const email = /^[^\s@,:;<>()"'，。；：]{1,64}@[a-z0-9.-]{1,120}\.[a-z]{2,12}/i
const phone = /^\+?\d[\d\s()-]{3,18}\d(?!\d)/
const kin =
  /^(?:my|our|the|his|her|their)\s(?:(?:best|older|big|little|younger|elder|good|old|new|dear|whole|entire|other|local)\s)?[\p{L}'’-]{2,30}(?:\s(?:in\slaw|doctor|agent))?/iu
/** "my cousin Eva": a name behind, with its capital. */
const kinName = /^\s(?!I\b|I['’])\p{Lu}[\p{Ll}'’-]{1,30}(?=[\s,:;.!?]|$)/u
const titled =
  /^(?:[Mm]rs?|[Mm]s|[Mm]iss|[Dd]r|[Pp]rof|[Pp]rofessor|[Aa]unt|[Aa]untie|[Uu]ncle|[Gg]randma|[Gg]randpa|[Gg]ranny|[Ss]ir|[Mm]adam|[Cc]oach|[Cc]aptain)\.?\s[\p{L}'’-]{1,30}(?:\s(?!I\b|I['’])\p{Lu}[\p{L}'’-]{1,30})?/u
/** "van", "de la": the small words within a name, which goes on behind them. */
const particle =
  '(?:\\s(?:van|von|vom|zu|zur|der|den|de|del|della|di|da|dos|das|du|la|le|el|al|bin|ibn|bint|ter|ten|af|av|y)){1,3}(?=\\s\\p{Lu})'
const named = new RegExp(
  `^\\p{Lu}[\\p{L}'’.-]{0,30}(?:(?:${particle})?\\s(?!I\\b|I['’]|The\\b|That\\b|My\\b|We\\b|Please\\b)\\p{Lu}[\\p{L}'’-]{0,30}){0,2}`,
  'u',
)
/** "mum and dad", "Tom and Eva": a second one, who has a capital or is called by what they are. */
const andSecond =
  /^\sand\s(?:(?!I\b|I['’])\p{Lu}[\p{Ll}'’-]{1,30}|(?:my|our|the|his|her)\s[\p{L}'’-]{2,30}|mum|mom|dad|grandma|grandpa|granny)(?=$|[\s,:;.!?])/u
const single = /^[\p{L}][\p{L}'’-]{0,30}/u
const noName =
  /^(?:a|an|the|that|this|it|them|to|about|saying|say|me|us|you|him|her|my|i|i'm|i’m|if|when|what|asking|with|and|for|in|on|at|by|is|some|one|email|e-mail|mail|message|text|sms|quick|short|note|reminder|someone|somebody|document|file)$/i

/** The person that English words begin with: an address, a number, "my boss", "Dr Lee", "Anna Smith", "mum". */
export function takePerson(words: string): FoundPerson | undefined {
  const from = words.trimStart()
  const address = email.exec(from) ?? phone.exec(from)
  if (address !== null) return cut(from, address[0].trimEnd())
  const first = firstPerson(from)
  const other = first === undefined ? null : andSecond.exec(first.rest)
  return other === null || first === undefined ? first : cut(from, first.who + other[0])
}

function firstPerson(from: string): FoundPerson | undefined {
  const relative = kin.exec(from)
  const behind = relative && kinName.exec(from.slice(relative[0].length))
  if (relative && behind) return cut(from, relative[0] + behind[0])
  const found = relative ?? titled.exec(from) ?? named.exec(from) ?? single.exec(from)
  if (found === null) return undefined
  const who = found[0].replace(/['’]s$/, '').replace(/[.'’-]$/, '')
  // "Grandma that …": a small word is no name behind a title.
  const second = /^(\S+)\s(\S+)$/.exec(who)
  if (second?.[1] !== undefined && noName.test(second[2] ?? '') && !kin.test(who)) return cut(from, second[1])
  if (noName.test(who) || /^\p{Script=Han}/u.test(who)) return undefined
  return cut(from, who)
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱严武戴莫孔向常'
const relatives =
  '房东太太|妈妈|爸爸|老妈|老爸|我妈|我爸|妈|爸|爷爷|奶奶|外公|外婆|姥姥|姥爷|哥哥|姐姐|弟弟|妹妹|老公|老婆|丈夫|妻子|媳妇|儿子|女儿|叔叔|阿姨|舅舅|姑姑|姨妈|伯伯|老板|经理|同事们?|同学们?|老师|房东|客户|医生|室友|邻居|朋友们?|大家|领导|组长|班主任|快递员|物业|师傅|男朋友|女朋友|男友|女友|家人|司机|教练|前台|律师|秘书|全组|全体|全家|团队|小组|群里'
const roles =
  '总|老师|经理|医生|先生|女士|小姐|阿姨|叔叔|教授|主任|律师|师傅|哥|姐|老板|同学|处长|局长|校长|院长|会计|工'
const chineseAddress =
  /^(?:[^\s@,:;<>，。；：\u4e00-\u9fff]{1,64}@[a-z0-9.-]{1,120}\.[a-z]{2,12}|\+?\d[\d\s-]{3,18}\d)/i
const chineseKin = new RegExp(
  `^(?:(?:我(?:的)?|咱|他的?|她的?)?(?:${relatives})|我(?:的)?(?:姐|哥|弟|妹|爷|奶|舅|姑|叔|婶|嫂|姨))`,
  'u',
)
/** Whether a person is called by what they are and not by a name: 妈妈, 姐姐. */
export function isRelative(words: string): boolean {
  return new RegExp(`^(?:${relatives})$`, 'u').test(words)
}
/** 同事小赵, 我朋友老李 */
const namedKin =
  /^(?:我的?)?(?:同事|同学|朋友|室友|邻居|客户|表[姐哥弟妹]|堂[姐哥弟妹])(?:小|老|阿)\p{Script=Han}(?=[，,：:\s我说你他她这那]|$)/u
const chineseTitled = new RegExp(
  `^(?:[${surnames}]\\p{Script=Han}{0,2}?|小\\p{Script=Han}|老\\p{Script=Han})(?:${roles})`,
  'u',
)
/** 布朗先生: a name of any letters before a title that is nothing else. */
const foreignTitled = /^[\p{Script=Han}·]{2,4}?(?:先生|女士|小姐|教授|太太)/u
const nickname = /^(?:(?:小|老|阿|大)\p{Script=Han}|(\p{Script=Han})\1)(?=[\p{Script=Han}，,：:\s]|$)/u
/** What goes on after a name: these characters belong to no given name that follows a surname. */
const goesOn =
  '我你他她它您咱这那明今后晚早会在不要开别记请下说发写回问一把已有是快去来的和跟可能到周几什怎为让，。：,:？?\\s'
const fullName = new RegExp(`^[${surnames}][^${goesOn}\\p{Script=Latin}\\d]{1,2}(?=[${goesOn}]|$)`, 'u')
/** Whatever stands before "sends a message" is who gets it. */
const beforeSending =
  /^[\p{Script=Han}·]{1,7}?(?=(?:发|写|寄)(?:了|去)?(?:一?[条个封份下]|短信|消息|信|微信|邮件|电子|电邮|e?-?mail))/iu
const latinName = /^[A-Za-z][A-Za-z'’.-]{0,30}(?:\s[A-Z][A-Za-z'’-]{0,30}){0,2}/

/** The person that Chinese words begin with: "妈妈", "小李", "王总", "张伟", "Anna". */
export function takeChinesePerson(words: string): FoundPerson | undefined {
  const from = words.trimStart()
  const found =
    chineseAddress.exec(from) ??
    beforeSending.exec(from) ??
    namedKin.exec(from) ??
    chineseKin.exec(from) ??
    chineseTitled.exec(from) ??
    foreignTitled.exec(from) ??
    fullName.exec(from) ??
    nickname.exec(from) ??
    latinName.exec(from)
  if (found !== null) return cut(from, found[0].trimEnd())
  // A name that fits no form: the first word of the dictionary.
  for (const { segment } of cutByDictionary(from.slice(0, 24))) {
    if (!/^\p{Script=Han}/u.test(segment) || /^[我你他她它这那一下]/.test(segment)) return undefined
    // A surname alone is the front of a name that the dictionary does not know.
    return cut(from, segment.length === 1 && surnames.includes(segment) ? from.slice(0, 2) : segment)
  }
  return undefined
}

function cut(words: string, who: string): FoundPerson {
  return { who, rest: words.slice(who.length) }
}

const cue =
  /(?:under the name(?: of)?|(?:my |the )?name(?:'s| is|:)?|named|called|for|to|with|from|by)\s{1,2}(?=\S)/giu
const chineseCue = /(?:名字(?:是|叫|写|为)?|姓名(?:是|为)?[:：]?|署名|名叫|我叫|我是|给|帮|替|为)/gu
const notWho =
  /^(?:me|us|you|it|here|today|tonight|tomorrow|now|pickup|delivery|lunch|dinner|breakfast|noon|takeaway)\b/i

/** A person somewhere in a request: an address, a number, or the name behind "for", "under the name of", 给. */
export function findPerson(words: string): { value: string; start: number; end: number } | undefined {
  const seen = words.slice(0, 1500)
  const address = /[^\s@,:;<>()"'，。；：\u4e00-\u9fff]{1,64}@[a-z0-9.-]{1,120}\.[a-z]{2,12}/i.exec(seen)
  if (address !== null)
    return { value: address[0], start: address.index, end: address.index + address[0].length }
  for (const match of seen.matchAll(cue)) {
    const from = match.index + match[0].length
    const rest = seen.slice(from)
    if (notWho.test(rest)) continue
    // A small word behind "for" may be anything; a name has a capital letter, or is told to be one.
    const isTold = /name|called/i.test(match[0])
    const found = isTold ? takePerson(rest) : (named.exec(rest)?.[0] ?? titled.exec(rest)?.[0])
    const who = typeof found === 'string' ? found : found?.who
    if (who !== undefined && !noName.test(who))
      return { value: who, start: match.index, end: from + who.length }
  }
  for (const match of seen.matchAll(chineseCue)) {
    const from = match.index + match[0].length
    const rest = seen.slice(from)
    if (/^(?:我|你|他|她|它|大家)(?!妈|爸)/.test(rest)) continue
    const found = takeChinesePerson(rest)
    if (found !== undefined) return { value: found.who, start: match.index, end: from + found.who.length }
  }
  return undefined
}
