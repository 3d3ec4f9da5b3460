/** A place where a request may be cut in two. */
export interface Cut {
  readonly left: string
  readonly right: string
  /** The words between say that something else follows ("and then", "；"), not only that something is added ("and"). */
  readonly isStrong: boolean
}

/** What one piece of a request would be understood as by itself. */
export interface Guess {
  /** Undefined where it asks for nothing. */
  readonly tool: string | undefined
  readonly certainty: number
}

/** A piece of a request and what it asks for. */
export interface Clause {
  readonly words: string
  readonly tool: string
  readonly certainty: number
}

/** Both sides of a cut must be understood with so much certainty. */
export const certainEnough = 0.6
/** More than so many things are asked for in no message. */
const mostClauses = 8
/** Beyond this a message is a text that somebody pasted, not a list of wishes. */
const mostLetters = 400

const strongEn =
  /[,;.!?]?\s+(?:and\s+then|then|and\s+also|also|after\s+that|afterwards|and\s+after\s+that|plus)\s+|[;.!?]\s+(?:and\s+)?|,\s*then\s+/giu
const weakEn = /,?\s+and\s+|,\s+/giu
/** What a request begins with: "and Tom" after a comma goes on with what was said, "and remind me" does not. */
const openerEn =
  /^(?:please\s+|can you\s+|could you\s+|also\s+)?(?:add|alert|book|buy|calculate|call|cancel|change|check|compute|convert|copy|create|delete|draft|email|e-mail|export|find|get|give|go|how|jot|let|list|look|mail|make|message|navigate|note|open|order|pause|play|put|remind|remove|save|say|search|send|set|share|show|start|store|sum|summari[sz]e|take|tell|text|timer|translate|turn|visit|wake|what|what's|when|where|which|work|write)\b/iu

const strongZh =
  /[，,。；;！!？?]?\s*(?:然后|接着|之后|随后|另外|还有|顺便|并且|再然后)[，,]?\s*(?:再|也)?|[。；;！!？?]\s*|[，,]\s*再/gu
const weakZh = /[，,]\s*(?:并|也)?|并(?=把|给|提醒|记|存|发|告诉|翻译)/gu
const openerZh =
  /^(?:请|麻烦|帮我|给我|再|也|顺便|你)*(?:把|将|提醒|记|写|存|保存|设|定|计时|倒计时|算|计算|查|找|搜|翻译|译|打开|去|导航|看|发|给|告诉|跟|通知|回复|复制|拷贝|分享|总结|概括|取消|删|列|显示|换算|换|新建|创建|加|添加|做|建|点|订|买|播放|放|关|开|叫|\p{N}|[一二三四五六七八九十两]+(?:点|分钟|小时)|明天|后天|今天|今晚)/u

/**
 * What such a tool takes is free words to the end of the sentence: "remind me to buy milk and email Tom" is one errand
 * of the person, and not two of Hermit's.
 */
const takesTheRest: ReadonlySet<string> = new Set([
  'set_reminder',
  'add_note',
  'write_message',
  'write_email',
  'translate_text',
  'share_text',
  'copy_text',
  'save_file',
])
/** What people do themselves as well: after free words these are most likely words of that text. */
const mayBeAnErrand: ReadonlySet<string> = new Set([
  'app',
  'write_email',
  'write_message',
  'open_map',
  'open_link',
  'share_text',
  'calculate_date',
])

/** All places where a request may be cut, from its front; whether it is cut there is for `chooseClauses` to say. */
export function cutsOf(request: string): readonly Cut[] {
  if (request.length > mostLetters) return []
  const isChinese = /\p{Script=Han}/u.test(request)
  const strong = placesOf(request, isChinese ? strongZh : strongEn)
  const weak = placesOf(request, isChinese ? weakZh : weakEn)
  const cuts = [
    ...strong.map(place => ({ ...place, isStrong: true })),
    ...weak
      .filter(({ start, end }) => !strong.some(other => start < other.end && other.start < end))
      .map(place => ({ ...place, isStrong: false })),
  ].sort((a, b) => a.start - b.start)
  const opener = isChinese ? openerZh : openerEn
  return cuts
    .map(({ start, end, isStrong }) => ({
      left: request.slice(0, start).trim(),
      right: request.slice(end).trim(),
      isStrong,
    }))
    .filter(({ left, right }) => isWhole(left, isChinese) && isWhole(right, isChinese) && opener.test(right))
}

/**
 * Cuts a request where both sides ask for something, each with certainty; a request that is not cut is one clause, or
 * none where it asks for nothing.
 * @param guess What each of some pieces would be understood as.
 */
export async function chooseClauses(
  request: string,
  guess: (pieces: readonly string[]) => Promise<readonly Guess[]>,
): Promise<readonly Clause[]> {
  const clauses: Clause[] = []
  let rest = request
  while (clauses.length < mostClauses - 1) {
    const cuts = cutsOf(rest)
    if (cuts.length === 0) break
    const guesses = await guess(cuts.flatMap(({ left, right }) => [left, right]))
    const at = cuts.findIndex((cut, index) => isCutHere(cut, guesses[2 * index], guesses[2 * index + 1]))
    const [cut, left] = [cuts[at], guesses[2 * at]]
    if (!cut || left?.tool === undefined) break
    clauses.push({ words: cut.left, tool: left.tool, certainty: left.certainty })
    rest = cut.right
  }
  const [last] = await guess([rest])
  if (last?.tool !== undefined) clauses.push({ words: rest, tool: last.tool, certainty: last.certainty })
  return clauses
}

function isCutHere(cut: Cut, left: Guess | undefined, right: Guess | undefined): boolean {
  if (left?.tool === undefined || right?.tool === undefined) return false
  if (left.certainty < certainEnough || right.certainty < certainEnough) return false
  if (!cut.isStrong && left.tool === right.tool && !isSaidAgain(cut)) return false
  if (!takesTheRest.has(left.tool)) return true
  // "translate good morning and copy it": what it is done with was said before, so it is no word of that text.
  return refersBack.test(cut.right)
    ? cut.isStrong || !mayBeAnErrand.has(right.tool)
    : !mayBeAnErrand.has(right.tool)
}

/** "九分钟后关火，帮我计时" is one timer; "remind me of this and remind me of that" are two reminders. */
function isSaidAgain({ left, right }: Cut): boolean {
  const verb = /^(?:\p{Script=Han}{2}|[\p{L}'’-]+)/u.exec(right)?.[0].toLowerCase()
  return verb !== undefined && left.toLowerCase().includes(verb)
}

const refersBack =
  /\b(?:it|that|this|them|the (?:result|answer|summary|translation))\b|它|这个|那个|结果|译文|翻译/iu

/** Two words at least, or three characters: "and dad" asks for nothing, whatever a classifier holds of it. */
function isWhole(piece: string, isChinese: boolean): boolean {
  return isChinese ? Array.from(piece).length >= 3 : piece.split(/\s+/).length >= 2
}

function placesOf(
  text: string,
  between: RegExp,
): readonly { readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(between), match => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
