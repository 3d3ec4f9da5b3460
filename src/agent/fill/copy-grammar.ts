/** A word of a request, or one character of those that are written without spaces between them. */
interface Unit {
  readonly text: string
  /** Whether a space stands before it. */
  readonly isApart: boolean
}

/** Above this a grammar costs more than it gives: a request so long is a text, not a request. */
const mostUnits = 400

const solid = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。；：！？、（）“”‘’《》「」『』【】…]/u
/** What stands round a value and is not part of it. */
const before = /^["'“”‘’«»「」『』（([【《,，;；:：.。!！?？、\-–—]+/u
const after = /["'“”‘’«»「」『』）)\]】》,，;；:：.。!！?？、…\-–—]+$/u

/** A request on one line, with single spaces and without what no line of a prompt may hold. */
export function onOneLine(words: string): string {
  return words.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim()
}

/**
 * A GBNF grammar of answers that name some of these arguments, in this order, one a line as `name: value`, each value
 * being words of the request that follow one another, without the marks round them. No answer at all is one too.
 * Undefined where the request has no words, or too many.
 */
export function copyGrammar(words: string, names: readonly string[]): string | undefined {
  const units = unitsOf(onOneLine(words))
  if (units.length === 0 || units.length > mostUnits || names.length === 0) return undefined
  const starts = units.flatMap((unit, at) => startsAt(unit, at, units.length))
  if (starts.length === 0) return undefined
  const lines = names.map((name, at) => `line${at} ::= ${literal(`${name}: `)} span`)
  const others = names.map((_, at) => {
    const rest = at + 1 < names.length ? ` rest${at + 1}` : ''
    return `rest${at} ::= (${literal('\n')} line${at})?${rest}`
  })
  const firsts = names.map((_, at) => `line${at}${at + 1 < names.length ? ` rest${at + 1}` : ''}`)
  return [
    `root ::= (${firsts.join(' | ')})?`,
    ...lines,
    ...others.slice(1),
    `span ::= ${starts.join(' | ')}`,
    ...units.flatMap((unit, at) => ruleOf(unit, at, units.length)),
  ].join('\n')
}

/** A value may be this unit alone, or begin with it and go on. */
function startsAt({ text }: Unit, at: number, count: number): string[] {
  const begun = text.replace(before, '')
  if (begun === '') return []
  const alone = begun.replace(after, '')
  const isLast = at + 1 === count
  if (alone === begun && !isLast) return [`${literal(begun)} r${at + 1}?`]
  return [...(alone === '' ? [] : [literal(alone)]), ...(isLast ? [] : [`${literal(begun)} r${at + 1}`])]
}

/** A value that has reached this unit may end with it, or go on. The first unit is never reached. */
function ruleOf({ text, isApart }: Unit, at: number, count: number): string[] {
  if (at === 0) return []
  const space = isApart ? ' ' : ''
  const last = text.replace(after, '')
  const isLast = at + 1 === count
  if (last === text) return [`r${at} ::= ${literal(space + text)}${isLast ? '' : ` r${at + 1}?`}`]
  const ends = last === '' ? [] : [literal(space + last)]
  const goesOn = isLast ? [] : [`${literal(space + text)} r${at + 1}`]
  return [`r${at} ::= ${[...ends, ...goesOn].join(' | ')}`]
}

function unitsOf(line: string): Unit[] {
  const units = line
    .split(' ')
    .flatMap((word, at) => piecesOf(word).map((text, piece) => ({ text, isApart: at > 0 && piece === 0 })))
  // With marks alone at the end there would be ways that lead nowhere.
  const end = units.findLastIndex(({ text }) => text.replace(after, '') !== '')
  return units.slice(0, end + 1)
}

/** A word, cut round each character that stands for itself. */
function piecesOf(word: string): string[] {
  const pieces: string[] = []
  let isOpen = false
  for (const letter of word) {
    const isSolid = solid.test(letter)
    if (isOpen && !isSolid) pieces.push(`${pieces.pop() ?? ''}${letter}`)
    else pieces.push(letter)
    isOpen = !isSolid
  }
  return pieces
}

/** GBNF escapes as JSON does. */
function literal(text: string): string {
  return JSON.stringify(text)
}
