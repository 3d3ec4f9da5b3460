import { resolveText } from '../cue.ts'
import { type FoundPerson, takeChinesePerson, takePerson } from '../person.ts'
import type { Fill, Request } from '../request.ts'
import { findQuotes, tidyText, trimMarks } from '../strip.ts'

const kind =
  '(?:text message|text|message|sms|line|note|whatsapp|whatsapp message|dm|msg|reply|word|telegram|imessage|wechat message)'
const size = '(?:(?:quick|short|brief|little|nice|new|long|polite|formal|friendly|kind|private)\\s)?'
/** What asks for a message in English; a person follows. */
const messageOpenings: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:send|write|shoot|drop|compose|draft|fire off|type|create|make|start)\\s)?(?:an?|the|another)\\s${size}${kind}\\s(?:to|for)\\s`,
    'iu',
  ),
  new RegExp(`^(?:new\\s)?(?:${kind})\\s(?:to|for)\\s`, 'iu'),
  /^(?:text|message|sms|dm|whatsapp|ping|msg|tell|inform|notify|let|ask|remind|reply to|write to|write|send|shoot|drop|answer|update|say to|contact|give|leave)\s(?:to\s)?/iu,
]
const behindPerson = new RegExp(`^\\s(?:an?|the)\\s${size}${kind}(?![\\p{L}])`, 'iu')
const connector =
  /^[\s,:;-]{0,3}(?:(?:saying|to say|says|that says|which says|and say|and tell (?:him|her|them)|to tell (?:him|her|them)|to let (?:him|her|them) know|and let (?:him|her|them) know|letting (?:him|her|them) know|telling (?:him|her|them)|asking|to ask|and ask|know|with the (?:text|message|words|body)|the (?:message|text)|reading|that|with|body|to)(?![\p{L}])[\s,:;-]{0,3}(?:(?:him|her|them|that|is)\s(?=\S))?(?:that\s)?)?/iu
const aboutWord = /^[\s,:;-]{0,3}(?:about|regarding|concerning|on)\s/iu
/** "Send a message saying … to …" */
const aMessage = new RegExp(
  `^(?:an?|the)\\s${size}${kind}\\s(?:saying|that says|which says|reading)\\s(?:that\\s)?`,
  'iu',
)
const toLast =
  /^(?:send|text|message|say|write|tell|forward|deliver|pass on)\s(?<body>.+)\sto\s(?<who>[^,]{1,60})$/isu

/** write_message */
export const fillMessage: Fill = request => {
  const { words } = request
  if (/\p{Script=Han}/u.test(words.slice(0, 300))) {
    const found = chineseMessage(words)
    if (found !== undefined) return settle(found.who, found.body, request)
  }
  const found = afterOpening(messageOpenings, words)
  const quote = findQuotes(words)[0]
  // "Send 'on my way' to Tom": the person comes last.
  const last = toLast.exec(words.slice(0, 600))?.groups
  const isBodyFirst =
    found === undefined ||
    (last?.who !== undefined &&
      /^(?:send|say|forward|deliver|pass on)\s/i.test(words) &&
      behindPerson.exec(found.rest) === null &&
      (aMessage.test(last.body ?? '') || !/^(?:send|say)\s(?:an?|the)\s/i.test(words)))
  if (isBodyFirst && last?.who !== undefined) {
    const who = takePerson(last.who)
    if (who !== undefined && trimMarks(who.rest).split(' ').length < 4)
      return settle(who.who, quote?.value ?? last.body?.replace(aMessage, ''), request)
  }
  if (found === undefined) return { body: quote?.value ?? saidAlone(words, request) }
  const behind = found.rest.replace(behindPerson, '')
  const said = behind.replace(aboutWord, ' ').replace(connector, '')
  return settle(found.who, quote?.value ?? said, request)
}

/** 他, who was said before: none that a message can be sent to. */
const chinesePronoun = /^(?:他|她|它|ta)们?$/i

function settle(to: string | undefined, body: string | undefined, { place, words }: Request) {
  const text = tidyText(body)
  const who = to !== undefined && chinesePronoun.test(to) ? undefined : to
  return { to: who, body: text === undefined ? undefined : resolveText(text, place, words) }
}

function afterOpening(openings: readonly RegExp[], words: string): FoundPerson | undefined {
  for (const opening of openings) {
    const match = opening.exec(words.slice(0, 120))
    if (match === null) continue
    const found = takePerson(words.slice(match[0].length))
    if (found !== undefined) return found
  }
  return undefined
}

const sayingAlone =
  /^(?:send|write|compose|draft|text|message|email)(?:\s\S+){0,4}?\s(?:saying|that says|which says|to say|reading)(?:\sthat)?\s(?<body>.+)$|^(?:发|写|编辑)(?:一?[个条封])?(?:短信|消息|信息|微信|邮件|电子邮件)(?:，|,)?(?:内容是|说|写)(?:：|:)?(?<chinese>.+)$/isu

/** What is to be written where it is not said to whom: "send a message saying hello". */
function saidAlone(words: string, { place }: Request): string | undefined {
  const groups = sayingAlone.exec(words.slice(0, 1000))?.groups
  const text = tidyText(groups?.body ?? groups?.chinese)
  return text === undefined ? undefined : resolveText(text, place, words)
}

const messageWord = '(?:短信|消息|信息|微信|讯息|私信)'
const sayWord =
  /^(?:[，,：:。\s]|短信|消息|信息|微信|发个?|告诉|转告|通知|(?:让|叫)?(?:他|她|它|ta|他们|她们)(?=[，,：:说])|就说|说一声|说一下|说|讲|内容(?:是|为)?|一声|一下|写着|写|是(?=[：:])|的?话|问问|问一问|问(?:一下|一声)?(?=他|她))+(?:(?:他|她)(?=[^们]))?[，,：:\s]*/u

function chineseMessage(words: string): { who: string; body: string } | undefined {
  const put = new RegExp(
    `^(?:把|将)(.+?)(?:这句话|这条消息)?(?:用${messageWord})?(?:发|转发|发送|告诉|转告|转达|说)(?:${messageWord})?(?:给|到)?([^，,。]{1,30})$`,
    'su',
  ).exec(words.slice(0, 600))
  if (put?.[1] !== undefined && put[2] !== undefined) {
    const who = takeChinesePerson(put[2])
    if (who !== undefined && who.rest.length < 4) return { who: who.who, body: put[1] }
  }
  const front = /^(?:请)?(?:帮我)?(?:给|跟|和|向|对|告诉|通知|转告|问(?:一下|问|下)?|回复|回)/u.exec(words)
  const sent = new RegExp(`^(?:发|写|回)(?:一?[条个封])?${messageWord}?(?:给|到|告诉|通知)`, 'u').exec(words)
  const opening = front ?? sent
  if (opening === null) return undefined
  const found = takeChinesePerson(words.slice(opening[0].length))
  if (found === undefined) return undefined
  const rest = found.rest.replace(
    new RegExp(`^(?:发|写|回复?|捎)(?:一?[条个封下]|一下|去)?${messageWord}?`, 'u'),
    '',
  )
  return { who: found.who, body: rest.replace(sayWord, '') }
}

const mail = '(?:e-?mail|mail|letter)'
const emailOpenings: readonly RegExp[] = [
  new RegExp(
    `^(?:(?:send|write|shoot|drop|compose|draft|fire off|type|create|make|start|prepare|get)\\s)?(?:up\\s)?(?:an?|the|another|my)?\\s?${size}${mail}(?:\\sready)?\\s(?:to|for)\\s`,
    'iu',
  ),
  new RegExp(`^${mail}\\s`, 'iu'),
  /^(?:write|send|reply|respond|compose|drop|shoot|tell|inform|notify|ask)\s(?:to\s)?/iu,
]
const mailToNobody = new RegExp(
  `^(?:send|write|draft|compose|prepare|create|make|start|do)\\s(?:an?|the|another|my)?\\s?${size}${mail}(?<rest>\\s(?:about|regarding|concerning|re|with|saying|to say|that says|titled)\\s.+)$`,
  'isu',
)
const behindMailPerson = new RegExp(`^\\s(?:(?:an?|the)\\s${size}|by\\s|via\\s)${mail}(?![\\p{L}])`, 'iu')
const subjectWord =
  /(?:^|[\s,.;])(?:with\s(?:the\s|a\s)?|and\s|the\s|use\s(?:the\s)?)?(?:subject(?:\sline)?|title|titled|headline|headed|re(?=\s?:))(?:\s(?:is|of|as|being|reads|should be)|\s?:)?\s?(?:line\s)?/iu
const bodyWord =
  /(?:^|[\s,.;])(?:and\s|with\s(?:the\s|a\s)?|the\s|to\s|that\s|which\s)?(?:saying|say(?:s)?|body|text|content|message|telling\s(?:him|her|them)|tell\s(?:him|her|them)|let(?:ting)?\s(?:him|her|them)\sknow|asking|ask(?:\s(?:him|her|them))?|reads|write)(?:\s(?:is|reads|of|should be)|\s?:)?\s?(?:that\s|:\s?)?/iu
const subjectEnd =
  /,?\s(?:and\s(?:the\s)?)?(?:body|text|content|message|saying|say|tell(?:ing)?\s(?:him|her|them)|with\sthe\s(?:body|text|message)|that\ssays|asking)(?:\s?:|\s(?:is|that|of))?\s?|[,;.:]\s(?:and\s)?(?:body|text|content|message|say|saying)?\s?:?\s?/iu

/** write_email */
export const fillEmail: Fill = request => {
  const { words } = request
  if (/\p{Script=Han}/u.test(words.slice(0, 300))) {
    const found = chineseEmail(request)
    if (found !== undefined) return found
  }
  const found = afterOpening(emailOpenings, words) ?? mailedLast(words)
  if (found === undefined) {
    // Not said to whom: what it is about may be said all the same.
    const rest = mailToNobody.exec(words.slice(0, 1000))?.groups?.rest
    return rest === undefined ? { body: saidAlone(words, request) } : partsOf(rest, request)
  }
  const rest = ` ${found.rest.replace(behindMailPerson, '').trimStart()}`
  return { to: found.who, ...partsOf(rest, request) }
}

/** "Send the report by e-mail to Anna", "send an email about lunch to Sam". */
function mailedLast(words: string): FoundPerson | undefined {
  const match = new RegExp(
    `^(?:send|write|draft|compose)\\s(?:an?\\s)?${size}${mail}(?<rest>\\s.{1,200}?)\\sto\\s(?<who>[^,]{1,60})$`,
    'isu',
  ).exec(words.slice(0, 400))?.groups
  const who = match?.who === undefined ? undefined : takePerson(match.who)
  return who === undefined ? undefined : { who: who.who, rest: `${match?.rest ?? ''}${who.rest}` }
}

function partsOf(
  rest: string,
  request: Request,
): { subject?: string | undefined; body?: string | undefined } {
  const seen = rest.slice(0, 1000)
  const subject = subjectWord.exec(seen)
  if (subject !== null) {
    const behind = seen.slice(subject.index + subject[0].length)
    const quote = findQuotes(behind)[0]
    if (quote !== undefined && quote.start < 3) {
      return {
        subject: quote.value,
        body:
          bodyOf(rest.slice(subject.index + subject[0].length + quote.end), request) ??
          bodyOf(seen.slice(0, subject.index), request),
      }
    }
    const end = subjectEnd.exec(behind)
    const said = end === null ? behind : behind.slice(0, end.index)
    const bodyAt =
      subject.index + subject[0].length + (end === null ? behind.length : end.index + end[0].length)
    return {
      subject: tidyText(said),
      body: textBody(rest.slice(bodyAt), request) ?? bodyOf(seen.slice(0, subject.index), request),
    }
  }
  const about =
    /^\s(?:(?:asking|to ask)\s)?(?:about|regarding|concerning|on|re:?)\s(?<subject>.+?)(?:(?::|,?\s(?:and\s)?(?:saying|say|to say|telling\s\w+|tell\s\w+|asking|that says|to ask|to let\s\w+\sknow|letting\s\w+\sknow))\s(?:that\s)?(?<body>.+))?$/isu.exec(
      seen,
    )?.groups
  if (about?.subject !== undefined) {
    const body = about.body === undefined ? undefined : rest.endsWith(about.body) ? about.body : about.body
    return { subject: tidyText(about.subject), body: textBody(body, request) }
  }
  return { body: bodyOf(rest, request) }
}

function bodyOf(rest: string, request: Request): string | undefined {
  const quote = findQuotes(rest)[0]?.value
  if (quote !== undefined) return quote
  const word = bodyWord.exec(rest.slice(0, 200))
  const said =
    word !== null && word.index < 4
      ? rest.slice(word.index + word[0].length)
      : rest.replace(/^[\s,:;-]{0,3}(?:that|to say|to tell|to)\s/iu, '')
  return textBody(said.replace(/^\s?(?:him|her|them)\s(?:that\s)?/i, ''), request)
}

function textBody(text: string | undefined, request: Request): string | undefined {
  const bare = tidyText(text)
  if (bare === undefined || !/[\p{L}\p{N}]/u.test(bare)) return undefined
  if (/^(?:and|with|an email|email|please|the)$/i.test(bare)) return undefined
  return resolveText(findQuotes(bare)[0]?.value ?? bare, request.place, request.words)
}

const chineseMail = '(?:(?:短|长|简短的?|正式的?|新)?(?:电子邮件|电邮|邮件|邮箱|email|e-mail|Email|mail|信))'

function chineseEmail(
  request: Request,
): { to?: string | undefined; subject?: string | undefined; body?: string | undefined } | undefined {
  const { words } = request
  const front = /^(?:给|向|跟|和)/u.exec(words)
  const sent = new RegExp(
    `^(?:(?:发|写|寄|起草|撰写|拟|回|用)?(?:一?[封个份])?${chineseMail}(?:给|到|至|告诉|通知|问))`,
    'u',
  ).exec(words)
  const opening = front ?? sent
  if (opening === null) return topicAlone(words)
  const found = takeChinesePerson(words.slice(opening[0].length))
  if (found === undefined) return undefined
  const rest = found.rest
    .replace(/^的?(?:邮箱)?/u, '')
    .replace(
      new RegExp(
        `^\\s?(?:发|写|寄|起草|撰写|拟|回)(?:一?[封个份])?(?:关于(?=.{1,40}的${chineseMail}))?`,
        'u',
      ),
      '',
    )
  const topic = new RegExp(`^(.{1,40}?)的${chineseMail}`, 'u').exec(rest)
  const behind =
    topic === null ? rest.replace(new RegExp(`^${chineseMail}`, 'u'), '') : rest.slice(topic[0].length)
  const to = chinesePronoun.test(found.who) ? undefined : found.who
  return { to, ...chineseParts(behind, topic?.[1], request) }
}

/** 发一封关于出差的邮件: what of, and not to whom. */
function topicAlone(words: string): { subject?: string | undefined } | undefined {
  const found = new RegExp(
    `^(?:发|写|寄|起草|撰写|拟)(?:一?[封个份])?(?:关于|有关)(.{1,40}?)的?${chineseMail}`,
    'u',
  ).exec(words.slice(0, 100))
  return found === null ? undefined : { subject: tidyText(found[1]) }
}

const chineseSubject = /(?:主题|标题|题目)(?:就?(?:写|是|为|叫))?[：:，\s]*/u
const chineseBody = /(?:正文|内容|邮件内容)(?:就?(?:写|是|为|说))?[：:，\s]*/u
const chineseSay =
  /^(?:[，,：:。\s]|告诉(?:他|她|他们)?|通知(?:他|她)?|就说|说一声|说|问问|问一问|问(?!题|候|卷)(?:一下)?(?:他|她)?|写)+/u

function chineseParts(
  rest: string,
  topic: string | undefined,
  request: Request,
): { subject?: string | undefined; body?: string | undefined } {
  const subjectAt = chineseSubject.exec(rest.slice(0, 400))
  const bodyAt = chineseBody.exec(rest.slice(0, 600))
  if (subjectAt !== null) {
    const from = subjectAt.index + subjectAt[0].length
    const to = bodyAt !== null && bodyAt.index > from ? bodyAt.index : subjectLength(rest, from)
    const body =
      bodyAt !== null
        ? rest.slice(
            bodyAt.index + bodyAt[0].length,
            bodyAt.index < subjectAt.index ? subjectAt.index : undefined,
          )
        : rest.slice(to).replace(chineseSay, '')
    return { subject: tidyText(rest.slice(from, to)), body: textBody(body, request) }
  }
  if (bodyAt !== null)
    return { subject: tidyText(topic), body: textBody(rest.slice(bodyAt.index + bodyAt[0].length), request) }
  const aboutAt = /^[，,\s]*(?:关于|有关|谈谈?|聊聊?)(.{1,60}?)(?:的事情?)?(?:[，,。]|$)/u.exec(rest)
  if (aboutAt !== null)
    return {
      subject: tidyText(aboutAt[1]),
      body: textBody(rest.slice(aboutAt[0].length).replace(chineseSay, ''), request),
    }
  return { subject: tidyText(topic), body: textBody(rest.replace(chineseSay, ''), request) }
}

function subjectLength(rest: string, from: number): number {
  const quote = findQuotes(rest.slice(from, from + 200))[0]
  if (quote !== undefined && quote.start < 2) return from + quote.end
  const end = rest.slice(from, from + 200).search(/[，,。；\n]/)
  return end < 0 ? rest.length : from + end
}
