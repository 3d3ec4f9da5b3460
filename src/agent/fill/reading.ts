/** What was read in a request, and from which of its letters (UTF-16 units). */
export interface Reading<T> extends Span {
  readonly value: T
}

/** A part of a request, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Readers look at so many letters of the front of a request, and of its end: nobody states a number further in. */
const frontLetters = 1500
const endLetters = 400
/** Stands for letters that no reader may see. */
export const hidden = '\uFFFC'

/**
 * A request as readers see it: small letters, full-width signs as their plain ones, one kind of apostrophe, hyphen and
 * blank. Every letter keeps its place. The middle of a very long one is hidden.
 */
export function fold(words: string): string {
  const length = words.length
  if (length <= frontLetters + endLetters) return foldAll(words)
  const middle = hidden.repeat(length - frontLetters - endLetters)
  return foldAll(words.slice(0, frontLetters)) + middle + foldAll(words.slice(length - endLetters))
}

function foldAll(words: string): string {
  let folded = ''
  for (let at = 0; at < words.length; at += 1) folded += foldUnit(words[at] as string)
  return folded
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code < 128) return unit.toLowerCase()
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0).toLowerCase()
  if (unit === '’' || unit === '‘') return "'"
  if (unit === '–' || unit === '—' || unit === '−' || unit === '‑') return '-'
  if (unit === '\u00a0' || unit === '\u3000') return ' '
  const lower = unit.toLowerCase()
  return lower.length === 1 ? lower : unit
}

/** The request with some of its letters hidden from the readers that come next. */
export function hide(folded: string, spans: readonly Span[]): string {
  let rest = folded
  for (const { start, end } of spans) {
    rest = rest.slice(0, start) + hidden.repeat(end - start) + rest.slice(end)
  }
  return rest
}

/** What is left of a request without the letters that were read as something else, in order. */
export function without(words: string, spans: readonly Span[]): string {
  const inOrder = [...spans].sort((a, b) => a.start - b.start)
  let rest = ''
  let at = 0
  for (const { start, end } of inOrder) {
    if (end <= at) continue
    rest = joined(rest, words.slice(at, Math.max(at, start)))
    at = end
  }
  return joined(rest, words.slice(at))
}

function joined(before: string, after: string): string {
  const left = before.trimEnd()
  const right = after.trimStart()
  if (left === '' || right === '') return left + right
  // Chinese is written without blanks; a comma that lost what stood before it goes too.
  const isSolid = isHan(left.at(-1)) && isHan(right[0])
  return isSolid || /^[,.;:!?，。；：！？、]/.test(right) ? left + right : `${left} ${right}`
}

/** Whether a letter is a Chinese character or one of the marks that are written between them. */
export function isHan(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{Script=Han}，。；：！？、（）“”]/u.test(letter)
}

/** Whether a word of Latin letters or digits may begin here, and not in the middle of another. */
export function isWordStart(folded: string, at: number): boolean {
  return at === 0 || !/[a-z0-9\u00c0-\u024f]/.test(folded[at - 1] as string)
}

/** Reads at every place, from the front; what was read is not read again. */
export function readAll<T>(
  folded: string,
  readAt: (folded: string, at: number) => Reading<T> | undefined,
): Reading<T>[] {
  const found: Reading<T>[] = []
  for (let at = 0; at < folded.length; ) {
    const reading = folded[at] === hidden ? undefined : readAt(folded, at)
    if (reading !== undefined) found.push(reading)
    at = reading === undefined ? at + 1 : Math.max(reading.end, at + 1)
  }
  return found
}

/** Matches a sticky expression at a place. */
export function matchAt(expression: RegExp, folded: string, at: number): RegExpExecArray | undefined {
  expression.lastIndex = at
  return expression.exec(folded) ?? undefined
}
