import { firstMatch, resolveText } from '../cue.ts'
import { durationAt, findDurations, toIsoDuration } from '../duration.ts'
import { findDayOnly, findMoment } from '../moment.ts'
import { hide, type Span, without } from '../reading.ts'
import type { Fill } from '../request.ts'
import { findQuotes, isPronoun, tidyName, tidyText, trimMarks, withoutCourtesy } from '../strip.ts'

const timerWord =
  /^(?:(?:give me an? (?:shout|buzz|ring|call|nudge|bell|beep|ping)|let me know|tell me(?= (?:when|once|after))|set|start|pop|stick|whack|fire up|kick off|keep time|begin|run|make|create|give|give me|put|need|want|have|get|do|add|use|time|count|countdown|count down|down|from|i|me|my|us|a|an|the|another|new|one|please|timer|timers|countdown|clock|stopwatch|wake|remind|when|are|done|alarm|for|of|to|on|in|at|with|called|named|labelled|labeled|label|titled|name|it|is|and|that|which|says|saying|going|up|go|off|from now|long|kitchen timer|remaining|let|lasting|hermit|can|could|you|once|after|over|passed|gone by|gone|elapsed|finished|this)(?![\p{L}'-])[\s,.:;!?-]{0,4})/iu
const timerEnd =
  /[\s,.:;!?-]{0,4}(?<![\p{L}'-])(?:timer|timers|countdown|for|of|called|named|with|a|an|the|on|in|now|label|as|set|start|please|going|to|(?:it|that|they|which)(?:'ll|’ll|\swill|\sshould)?\s(?:needs?|takes?|wants?|cooks?|bakes?|rests?|be|has|have)(?:\sto\s\w+)?(?:\sabout)?)$/iu
const chineseTimerWord =
  /^(?:定时器?|定个时|计个时|计个?(?![算时])|计时器?|倒计时器?|设置|设定|设|定|开始|开启|启动|开|建|创建|新建|来|给我|帮我|我要|需要|弄|搞|加|调|计时器?|倒计时器?|倒数|定时器?|闹钟|秒表|叫做|名为|名字叫|叫|名字是|标签是?|备注是?|一个|一下|个|用来|用于|来|为|给|的|时间|时长|是|，|,|。|\s|：|:|请|我|提醒|后)/u
const chineseTimerEnd =
  /(?:的?(?:定个时|计个时|计时器|倒计时|定时器|闹钟|计时|定时|倒数|提醒)|开始|的|个|一个|，|,|。|用|设置?|定|时间|！|!|后|吧)$/u

/** set_timer: its label is what is left of the request. */
export const fillTimer: Fill = ({ words, folded }) => {
  const quotes = findQuotes(words)
  const seen = hide(folded, quotes)
  const duration = findDurations(seen)[0] ?? bareTimer(seen)
  const spans = duration === undefined ? [] : [duration]
  const label = quotes[0]?.value ?? labelOf(without(words.slice(0, 400), spans))
  return { duration: duration && toIsoDuration(duration.value), label }
}

/** "an hour timer", "hour timer". */
function bareTimer(folded: string) {
  const at = folded.search(/(?:hour|minute)(?=\s(?:long\s)?(?:timer|countdown))/)
  if (at < 0) return undefined
  const found = durationAt(`one ${folded.slice(at)}`, 0)
  return found && { ...found, start: at, end: at + found.end - 4 }
}

/** "Let me know when the steak has had …", "homework needs …, start a timer". */
const hasHad =
  /^(?:(?:let|tell|call|ping|ring)\sme\s?(?:know)?\s?(?:when|once|after)\s(?:the\s)?(?<text>.+?)\s(?:has|have)\s(?:had|been).*|(?:the\s)?(?<needs>\S+(?:\s\S+)?)\s(?:needs?|takes?)[\s,].*|(?<chinese>[^，,要得]{1,8}?)还?(?:要|得|需要)[^，,]{0,4}[，,].{0,12})$/isu

function labelOf(rest: string): string | undefined {
  const had = hasHad.exec(rest.slice(0, 200))?.groups
  let label =
    had?.text ??
    had?.needs ??
    had?.chinese ??
    rest.replace(/^(?:tell|call|ping|buzz|ring)\sme(?:\s(?:in|after))?(?=[\s.,!?]*$)/iu, '')
  for (let turn = 0; turn < 24; turn += 1) {
    const cut = trimMarks(label)
      .replace(timerWord, '')
      .replace(timerEnd, '')
      .replace(chineseTimerWord, '')
      .replace(chineseTimerEnd, '')
    if (cut === label) break
    label = cut
  }
  const name = tidyName(label)
  // "Pasta timer for": what is left round the command words is the label, if no command word is in its middle.
  const bare = name
    ?.replace(/\s(?:timer|countdown)(?:\s(?:for|of))?$/i, '')
    .replace(/^(.{1,60}?)\s(?:timer|countdown)(?:\s.*)?$/i, '$1')
  return bare === undefined ||
    bare === '' ||
    /^(?:timer|countdown|kitchen|quick|short|simple|(?:(?:an?|some|little|certain)\s)*(?:while|bit|moment|time)|一会儿?|会儿|片刻|\d+)$|^(?:few|couple|some|several)\s|几/i.test(
      bare,
    )
    ? undefined
    : bare
}

const reminders = '(?:reminders?|alarms?|alerts?|nudge|shout|prompt|heads[\\s-]?up|ping|poke)'
const english: readonly RegExp[] = [
  /^(?:be|get)\sreminded\s(?:to|about|of|that)\s(?<text>.+)$/isu,
  /^(?:i (?:might|may|will|always|tend to) forget,?\s)?(?:so\s)?(?:(?:please|can you|could you)\s)?(?:remind|nudge|ping|alert|notify|prompt|tell|buzz|poke)\s(?:me|us)(?:\s(?:again|later(?:\son)?|soon|sometime|in an? (?:little\s)?(?:bit|while|moment)|at some point|(?:this|next|at the|over the) weekend|(?:before|after) (?:lunch|dinner|breakfast|work|bed|school)|(?:every|each)\s\w+)(?:\stoday)?)?(?:\sto\s(?:remember|not forget)\sto\s|\s(?:to|about|that|of|when|regarding|for|on)\s(?:the fact that\s)?|\s?[:,-]\s?|\s)(?<text>.+)$/isu,
  new RegExp(
    `^(?:set|create|add|make|put|schedule|give me|i need|send me|leave|new|have|get|want|need|i want|i'd like|i’d like|i would like)?\\s?(?:me\\s)?(?:up\\s)?(?:in\\s)?(?:a|an|another|the|my)?\\s?(?:new\\s|quick\\s)?${reminders}(?:\\sin)?(?:\\sfor me)?(?:\\s(?:to|about|that|for|saying|of|called|named|titled|labell?ed|which says|on|with|so (?:that )?i(?:(?:'ll| will| can)? (?:remember|don't forget) to)?)(?:\\s(?:the text|me to))?\\s|\\s?[:,-]\\s?|\\s)(?:that\\s)?(?<text>.+)$`,
    'isu',
  ),
  /^(?:set|create|add|make|schedule)\s(?:me\s)?(?:a|an|the|my)\s(?<text>.+?)\s(?:reminder|alarm)s?$/isu,
  /^(?:don't|don’t|do not|never)\slet\sme\sforget(?:\s(?:to|about|that))?\s(?<text>.+)$/isu,
  /^i\s(?:must not|mustn't|mustn’t|should not|shouldn't|shouldn’t|cannot|can't|can’t|don't want to|don’t want to)\sforget(?:\s(?:to|about|that))?\s(?<text>.+?)(?:[,;]\s(?:so\s|please\s)?remind\sme.{0,20})?$/isu,
  /^(?:i\s(?:have to|need to|want to|must|should|'ve got to|’ve got to)\s)?(?<text>.+?)[\s,.;:-]{1,3}(?:(?:please\s)?(?:don't|don’t|do not)\slet\sme\sforget(?:\s(?:it|that|this))?)$/isu,
  /^make\ssure\s(?:that\s)?i\s(?:don't forget|don’t forget|remember|do not forget|don't miss|don’t miss|do not miss|get to|make it to)(?:\s(?:to|about|that))?\s(?<text>.+)$/isu,
  /^(?:i\s(?:need|have|want|must|should)\s(?:to\s)?)?remember\s(?:to\s|that\s|about\s)?(?<text>.+)$/isu,
  /^(?<text>wake\sme(?:\sup)?.{0,80})$/isu,
  /^(?<text>.+?)[\s,.;:-]{1,3}(?:so\s|and\s|please\s|can you\s|could you\s)?(?:remind|nudge|ping|alert|notify)\sme(?:\s(?:about|of|to do|then|again|beforehand|before|in time|on time|daily|every|each)(?:\s(?:it|that|this|then|\w+))?)?[?.!]*$/isu,
  /^(?:i\s(?:have|need|want|must|'ve got|’ve got)\s(?:to\s)?)(?<text>.+?)[\s,.;:-]{1,3}(?:set|make|add)\sa\sreminder.{0,20}$/isu,
  /^.{1,60}?[\s,](?:remind|nudge|ping|alert)\sme(?:\slater)?\s(?:to|about|that|of)\s(?<text>.+)$/isu,
]
const chinese: readonly RegExp[] = [
  /^(?:一会儿?|等一?会儿?|待会儿?|等下|回头|过会儿|到时候?|到点|记得|要|再|的时候|时|就|，|,|可以)*(?:(?:提醒|叫|通知|喊|催|告诉)(?:一下|下)?我|[跟和]我说)(?:一下|一声|下)?(?:，|,|：|:|\s|待会儿?|等会儿?|一会儿|要(?!求)|记得|别忘了?|不要忘了?|不要忘记|别忘记|该|说|：)*(?<text>.+)$/su,
  /^(?:设置|设定|设|定|新建|创建|建|添加|加|来|弄|做|安排)(?:一?[个条项])?(?:新的?)?的?提醒(?:我|事项)?(?:，|,|：|:|\s|内容(?:是|为)?|是|叫我|让我|要)*(?<text>.+)$/su,
  /^(?:设置|设定|设|定|新建|创建|建|添加|加|来|弄|做|安排)(?:一?[个条项])?(?<text>.+?)的?(?:提醒|闹钟)$/su,
  /^(?:别|不要)让我忘(?:了|记)?(?:，|,|：|:)?(?<text>.+)$/su,
  /^(?:记得|别忘了?|到时候?)(?:要)?(?:提醒我|叫我)?(?<text>.+)$/su,
  /^(?:我?(?:到时候?)?(?:还?得|要(?!求|是|么|点)|需要|必须|该))?(?<text>.+?)[，,。；\s]{0,2}(?:记得|到时候?|请|麻烦)?(?:提醒|叫|通知)(?:一下|下)?我(?:一下|一声|下)?(?:哦|啊)?[？?]*$/su,
  /^.{1,16}?(?:提醒|叫|通知|喊)(?:一下|下)?我(?!一下$|一声$)(?<text>.+)$/su,
]
/** Letters behind which a moment is that of the reminder itself. */
const asks =
  /(?:remind\s(?:me|us)|reminder|nudge\sme|ping\sme|alert\sme|notify\sme|alarm|wake\sme(?:\sup)?)(?:\sagain)?(?=\s)|提醒我?|叫我|闹钟/

/** "Wake me up", "an alarm for 6:45 tomorrow", 叫我起床: times are those of a morning. */
const waking = /\b(?:wake me|get me up|get up at)\b|\balarm\b.*\btomorrow\b|\btomorrow\b.*\balarm\b|起床|叫醒/
/** set_reminder: what is left without the moment, behind the words that ask for it. */
export const fillReminder: Fill = ({ words, folded, place }) => {
  const quotes = findQuotes(words)
  const seen = hide(folded, quotes)
  const asking = asks.exec(seen)
  const near = asking === null ? 0 : asking.index + asking[0].length
  const moment = findMoment(seen, place, near, waking.test(seen))
  const quote = quotes[0]?.value
  if (quote !== undefined) return { text: quote, at: moment?.value }
  // A day without a time is no moment, and no part of the text either.
  const day = moment === undefined ? findDayOnly(seen, place) : undefined
  const isAside = day !== undefined && isBesideText(seen, day, near)
  const rest = withoutCourtesy(
    without(words, moment?.spans ?? (isAside ? [withLeading(seen, day)] : [])).replace(
      /^[\s,，、:：的]+/,
      '',
    ),
  )
  const found = firstMatch(/\p{Script=Han}/u.test(rest) ? [...chinese, ...english] : english, rest)
  return { text: resolveText(reminderText(found?.text, words), place, words), at: moment?.value }
}

/** Whether a day stands where that of a reminder does: at one end of the request, or right behind the words that ask. */
function isBesideText(seen: string, { start, end }: Span, near: number): boolean {
  const isFront = /^\s*(?:on\s|this\s)?$/.test(seen.slice(0, start))
  const isEnd = /^[\s.!?。！？]*$/.test(seen.slice(end))
  return isFront || isEnd || (near > 0 && /^\s?(?:on\s|for\s|by\s)?$/.test(seen.slice(near, start)))
}

function withLeading(seen: string, { start, end }: Span): Span {
  const before = /(?:^|\s)(?:on|by|for|until)\s$/.exec(seen.slice(Math.max(0, start - 8), start))
  return { start: start - (before?.[0].trimStart().length ?? 0), end }
}

/** "I have to …, remind me": what has to be done is what is reminded of. */
const obliged =
  /^(?:i(?:'ve|’ve|'m|’m|\sam)?\s)(?:have\s|got\s|need\s|want\s|must\s|should\s|ought\s|really\s|meant\s|supposed\s|going\s|still\s|also\s){1,4}(?:to\s|(?<=(?:must|should)\s))(?=\S)|^i\s(?:keep|always|often|usually|tend\sto)\sforget(?:ting)?\s(?:to|about)\s/iu

/** A time that is no moment, at the end: what is reminded of stands before it. */
const vague =
  /,?\s(?:later(?:\s(?:on|today))?|some\s?time|at some point|in an? (?:little\s)?(?:bit|while|moment))$/iu

function reminderText(text: string | undefined, words: string): string | undefined {
  // A small word at the end was that of a moment, unless it is the last of the request.
  const isLast = text !== undefined && trimMarks(words).endsWith(trimMarks(text))
  const bare = tidyText(text)
    ?.replace(isLast ? /$^/ : /\s(?:at|on|by|in|for|around|about|and)$/i, '')
    .replace(obliged, '')
    .replace(vague, '')
    .replace(/^(?:do|check|see|read|finish)\s(?=(?:it|that|this)$)|^[做办弄看](?=[这那](?:个|件事)$)/i, '')
    .replace(/(?:的时候|时候)$/, '')
    .replace(/[?？!！]+$/, '')
    .replace(/(?<=\p{Script=Han})[吗么]$/u, '')
  if (
    bare === undefined ||
    /^(?:今|明|后)天的?$/.test(bare) ||
    /^(?:every|each|daily|weekly|每天|每周|每日)(?:\s\w+)?$/i.test(bare) ||
    /^(?:me|reminder|to|about|at|on|for|that|的|一下|，|我|up|(?:in )?a (?:bit|while|moment|minute)|later|soon|(?:一|那|这)?[个条项])$/i.test(
      bare,
    )
  )
    return undefined
  return bare
}

const away =
  '(?:cancel|delete|remove|stop|drop|turn off|switch off|call off|take off|dismiss|clear|forget|get rid of|take away|scrap|kill|end|bin|ditch|lose|axe|disable|skip|erase|undo|never mind|nevermind|scratch)'
const cancelled = '(?:reminders?|alarms?|alerts?|timers?|countdowns?)'
const cancelEnglish: readonly RegExp[] = [
  new RegExp(
    `^${away}\\s(?:about\\s)?(?:my|the|that|a|this|any)?\\s?(?:last|latest|previous|most recent|next)?\\s?(?:${cancelled}|one)(?:\\s(?:about|to|for|of|on|called|named|regarding|saying|that i|i)(?:\\s(?:have|set|made|put|asked)(?:\\s(?:up|for|about|to))?)?)\\s(?<text>.+)$`,
    'isu',
  ),
  new RegExp(
    `^${away}\\s(?:about\\s)?(?:my|the|that|this)?\\s?(?!(?:last|latest|previous|next|most recent|all)\\s${cancelled})(?<text>.+?)\\s${cancelled}(?:\\snow)?[.!?]*$`,
    'isu',
  ),
  /^(?:don't|don’t|do not|stop|no need to|you don't need to|you needn't|never mind)\s(?:to\s)?remind(?:ing)?\sme\s(?:to\s|about\s|of\s|that\s)?(?<text>.+?)(?:\s(?:any\s?more|any longer|after all|now))?$/isu,
  /^(?:i\s)?(?:no longer|don't|don’t)\s(?:need|want)\s(?:to be reminded|the reminder|a reminder|that reminder|reminding)\s(?:to|about|of|for)\s(?<text>.+?)(?:\s(?:any\s?more|any longer|after all|now))?$/isu,
  /^(?:i\s)?(?:no longer|don't|don’t|do not)\s(?:need|want)\s(?:the|my|that)\s(?<text>.+?)\s(?:reminder|alarm|timer)s?(?:\s(?:any\s?more|any longer|after all|now))?$/isu,
  /^(?:take|turn|switch|call)\s(?:the|my|that)\s(?<text>.+?)\s(?:reminder|alarm|timer)s?\s(?:off|away|down)$/isu,
  /^(?:the|my|that)\s(?<text>.+?)\s(?:reminder|alarm|timer)s?\s(?:can go|can be (?:cancelled|canceled|deleted|removed)|is no longer needed|isn't needed|isn’t needed|is not needed)(?:\s(?:any\s?more|any longer|after all|now))?$/isu,
]
const cancelChinese: readonly RegExp[] = [
  /^(?:取消|删除|删掉|去掉|撤销|撤掉|关掉|关闭|停掉|移除|清除|不要)(?:掉|了)?(?:我的?)?(?:那个|那条|这个|这条)?(?:关于|有关)?(?<text>.+?)的?(?:那个|那条)?(?:提醒|闹钟|计时器?|倒计时|定时器?)(?:了)?$/su,
  /^(?:把|将)(?:我的?)?(?:那个|那条)?(?:关于|有关)?(?<text>.+?)的?(?:那个|那条)?(?:提醒|闹钟|计时器?|倒计时|定时器?)(?:给我|帮我|给)?(?:取消|删除|删|关|去|撤销)(?:掉|了)*$/su,
  /^(?:别|不要|不用|不必|无需|不需要)(?:再)?(?:提醒|叫)我(?:要|去)?(?<text>.+?)(?:了)?$/su,
  /^(?<text>.+?)的?(?:那个|那条)?(?:提醒|闹钟|计时器?|倒计时)(?:就|可以|都|请|麻烦|帮我|给我|我)*(?:取消|删除|删|关|停|撤销|不用|不要|不需要)(?:掉|了|吧)*$/su,
]
const theLast =
  /^(?:the|my|a|an|把|将)$|^(?:the\s)?(?:all(?:\sof)?(?:\s(?:my|the|these|those))?|every(?:thing)?|both|last|latest|previous|most recent|next|that|it|one|all|this)(?:\sone)?$|^(?:上一?[个条]|最后一?[个条]|最近的?(?:一?[个条])?|刚才(?:的|那个)?|刚刚(?:的|那个|设的)?|那个|这个|上次的?|(?:把|将)?(?:我的)?(?:全部|所有)的?|最新的?)$/i

/** "I've done it already, drop …": what asks stands behind. */
function bareCancel(words: string): string {
  return trimMarks(words).replace(
    /^i(?:'ve|’ve|\shave|'m|’m|\sam)?\s[^,]{1,60},\s(?:so\s)?(?:please\s)?(?=(?:cancel|delete|remove|stop|drop|scrap|clear|forget|dismiss)\s)/iu,
    '',
  )
}

/** cancel_reminder: without a text the last one is meant. */
export const fillCancelReminder: Fill = ({ words }) => {
  const quote = findQuotes(words)[0]?.value
  const text =
    quote ??
    tidyName(firstMatch([...cancelEnglish, ...cancelChinese], bareCancel(words))?.text)
      ?.replace(/^(?:那个|这个|那条|关于)(?=..?)/u, '')
      .replace(/^.{0,20}?,\s(?:i mean\s)?(?:the|my)\s/i, '')
  return { text: text === undefined || theLast.test(text) || isPronoun(text) ? undefined : text }
}
