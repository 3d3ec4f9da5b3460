import { firstMatch, resolveText } from '../cue.ts'
import type { Fill } from '../request.ts'
import { findQuotes, trimMarks } from '../strip.ts'

/** What people call their notes. */
export const note = '(?:notes?|memos?|notebook|notepad|jotter)'
const addEnglish: readonly RegExp[] = [
  new RegExp(
    `^(?:add|put|save|write|store|keep|note|record)\\s(?:this|that|the following)\\s(?:down\\s)?(?:in|into|to|as|on)\\s(?:my|a|the)\\s(?:new\\s)?${note}\\s?:\\s?(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:add|put|save|write|store|keep|copy|jot|record|stick|append|drop|log)\\s(?!(?:a|an|another|the|this)\\s(?:new\\s|quick\\s|short\\s)?${note}\\s)(?<text>.+?)\\s(?:down\\s)?(?:in|into|to|as|on|under)\\s(?:my\\s(?:[\\p{L}'-]+\\s){0,2}|a\\s|the\\s|your\\s|another\\s)?(?:new\\s|list of\\s)?${note}[.!?]*$`,
    'isu',
  ),
  new RegExp(
    `^(?:add|put|write|save|jot|note|keep|store|record|log|remember)\\s(?:it\\s)?(?:down\\s)?(?:in|into|to|on)\\s(?:my|the)\\s${note}\\s(?:that\\s)?(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^(?:add|make|create|take|start|write|save|jot|jot down|write down|leave|put down|put|keep|have|open|begin|type|type up|draft|log|record|i have|i've got|i’ve got|here(?:'s|’s|\\sis)|for)?\\s?(?:me\\s)?(?:down\\s)?(?:a\\s|an\\s|this\\s|the\\s|another\\s|my\\s)?(?:new\\s|quick\\s|short\\s|little\\s)?${note}\\s?(?:down\\s|for me\\s|for you to keep\\s?|for you\\s?|for myself\\s|to self\\s?|to myself\\s?)?(?:[:,-]\\s?|\\s?(?:saying|that says|which says|to say|reading|that|about|of|to|on|with|for|called|named|titled)\\s(?:the (?:text|words)\\s)?[:,]?\\s?)?(?:that\\s)?(?<text>.+)$`,
    'isu',
  ),
  /^(?:please\s)?note\s(?:(?:something|the following)(?:\sdown)?\s?:\s?|down\s|to self\s?[:,]?\s?|that\s|this(?:\sdown)?\s?[:,]\s?|[:,]\s?){0,3}(?<text>.+)$/isu,
  /^(?:write|jot|put|take|get|scribble)\s(?:this\s|that\s)?down\s?(?:for me\s?)?[:,]?\s?(?:that\s)?(?<text>.+)$/isu,
  /^(?:write|jot|take|put|note|get)\s(?<text>.+?)\sdown$/isu,
  new RegExp(`^add\\s(?:this\\s)?to\\s(?:my|the)\\s${note}\\s?[:,]?\\s?(?:that\\s)?(?<text>.+)$`, 'isu'),
  new RegExp(
    `^(?:in|to|on)\\s(?:my|the)\\s${note},?\\s(?:add|write|put|say|save|record|jot down|write down)\\s(?:that\\s|down\\s)?(?<text>.+)$`,
    'isu',
  ),
  /^(?:remember|keep in mind|don't forget|don’t forget|bear in mind|memorise|memorize)\s(?:this\s?[:,]\s?|[:,]\s?)?(?:that\s)?(?<text>.+)$/isu,
  /^(?:record|save|log|store|keep)\s(?:that\s)?(?<text>.+)$/isu,
  /^.{0,60}?\s(?:write|note|jot)\s(?:it|this|that)\sdown\s?:\s?(?<text>.+)$/isu,
]
export const chineseNote = '(?:笔记本?|备忘录?|便签|便条|记事本|小本本|小本子|备忘)'
const addChinese: readonly RegExp[] = [
  new RegExp(
    `^(?:添加|加|记录?|写|存|放)(?:到|进|在|入)(?:我的)?${chineseNote}(?:里面|里|中|上)?[：:，,\\s]\\s?(?<text>.+)$`,
    'su',
  ),
  /^记(?:一?[个件])(?:事情?|东西)[：:，,]\s?(?<text>.+)$/su,
  new RegExp(
    `^(?:把|将)(?:这个|这些|这句话?|这段话?|以下内容|下面的?(?:内容|话)?)(?:给我)?(?:记录|记|写|存|添加|加|保存|放)(?:到|进|在|入|成|为)(?:我的)?${chineseNote}(?:里面|里|中)?[：:，,]\\s?(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:把|将)(?<text>.+?)(?:给我)?(?:记录|记|写|存|添加|加|保存|放|录)(?:到|进|在|入|成|为|下来|下|一下|作|上)?(?:我的)?(?:一?[个条篇份])?(?:新的?)?(?:${chineseNote}|笔记)?(?:里面|里|中|上|内)?(?:去|来)?$`,
    'su',
  ),
  new RegExp(
    `^(?:在|往|到|给)?(?:我的?)?${chineseNote}(?:里面|里|中|上|内)(?:，)?(?:帮我)?(?:添加|增加|加上|加|写上|写下|写|记上|记下|记录|记|存)(?:一?[条句个笔]|一下|上|下)?(?:：|:|，|,|说|\\s)*(?<text>.+)$`,
    'su',
  ),
  new RegExp(
    `^(?:添加|新增|增加|加|新建|创建|建|写|记|做|来|存|开|弄)(?:上|下|个)?(?:一?[条个份张则篇])?(?:新的?)?${chineseNote}(?:内容|，内容|里)?(?:是|为|说|写着|写|叫|，|,|：|:|\\s|记录?|关于)*(?<text>.+)$`,
    'su',
  ),
  new RegExp(`^(?:新)?${chineseNote}(?:：|:|，|,|\\s)+(?<text>.+)$`, 'su'),
  /^(?:记录|备注|记|写|录|备忘)(?:一下|下来|下|住|着|录|一笔|个)?(?:这个|这件事|这一点)?(?:：|:|，|,|\s)*(?<text>.+)$/su,
  /^(?:别忘了?|请?记得|记住|记着)(?:：|:|，|,)?(?<text>.+)$/su,
  new RegExp(
    `^(?<text>.+?)[，,。；：\\s]{0,2}(?:请|麻烦|你)?(?:帮我|给我|替我)?(?:记下来?|记一?下|记录(?:一下|下来)?|存成${chineseNote}|(?:记|写|存)(?:到|进|在|入)${chineseNote}(?:里|中)?|记个${chineseNote}|做个${chineseNote})$`,
    'su',
  ),
]

/** add_note */
export const fillAddNote: Fill = ({ words, place }) => {
  const found = firstMatch(isChinese(words) ? [...addChinese, ...addEnglish] : addEnglish, words)?.text
  const text = wholeQuote(words) ?? found
  return {
    text: isBareNote(text) ? undefined : resolveText(text?.replace(thisDown, '$1'), place, words),
  }
}

const thisDown = /^(this|that|it|these|those)\sdown$/i

/** A quote is the text where it is all that is told. */
function wholeQuote(words: string): string | undefined {
  const quotes = findQuotes(words)
  const [first] = quotes
  if (quotes.length !== 1 || first === undefined) return undefined
  return first.value.length * 2 > words.length - 24 || /[:：\s，,]$/.test(words.slice(0, first.start))
    ? endsAt(words, first.end, first.value)
    : undefined
}

function endsAt(words: string, end: number, value: string): string | undefined {
  const behind = trimMarks(words.slice(end))
  return behind.length < 30 ? value : undefined
}

function isBareNote(text: string | undefined): boolean {
  return (
    text === undefined ||
    /^(?:a|an|the|this|my)?\s?(?:new\s|quick\s)?(?:note|notes|memo)s?$/i.test(trimMarks(text)) ||
    /^(?:一?[个条份张则篇下])?(?:新的?)?(?:笔记|备忘录?|便签|便条)$/.test(trimMarks(text)) ||
    /^(?:down|for me|下来?|一下)$/.test(trimMarks(text))
  )
}

/** Whether a request is read as Chinese. */
export function isChinese(words: string): boolean {
  return /\p{Script=Han}/u.test(words.slice(0, 400))
}
