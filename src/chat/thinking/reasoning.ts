import { thoughtTags } from '../../engines/thought-tags.ts'

/**
 * What becomes of a stretch of an answer. 'text-was-thought': all text up to here was thought, since the model has
 * closed a thought that nobody saw it open.
 */
export type AnswerPiece =
  | { readonly type: 'thought'; readonly text: string }
  | { readonly type: 'thought-end' }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'text-was-thought' }

/** Takes the thought out of an answer as it streams in pieces cut anywhere. */
export interface ReasoningSplitter {
  /** What is certain after this piece: only what can still become a tag, and blanks before one, are held back. */
  push(text: string): AnswerPiece[]
  /** What was held back, when nothing follows any more. */
  end(): AnswerPiece[]
  isThinking(): boolean
}

const opens = thoughtTags.map(({ open }) => open)
const closes = thoughtTags.map(({ close }) => close)
const longestTag = Math.max(...closes.map(({ length }) => length))
/** What closing tags begin with. Nearly no token has any of these, and every token is looked through. */
const closeStarts = [...new Set(closes.map(close => close.charAt(0)))]

/**
 * Begins an answer. Tags count at its beginning only: later, or in code, they are what the answer talks about. A
 * closing tag that none opened makes a thought of what came before it.
 * @param begins Where the prompt ends: before the answer, after the tag that opens a thought, or in mid-thought.
 */
export function createSplitter(begins: 'answer' | 'thought' | 'mid-thought'): ReasoningSplitter {
  const isOpen = begins !== 'answer'
  let state: 'start' | 'thought' | 'text' = begins === 'mid-thought' ? 'thought' : 'start'
  let held = ''
  /** Which tags may end the thought. */
  let ends: readonly string[] = closes
  /** Blanks in front of what follows are not shown: of a thought, and of the text after one. */
  let isLeading = begins !== 'mid-thought'
  /** The text so far, as long as a closing tag may still make a thought of it. */
  let seen: string | undefined = ''

  function begin(): AnswerPiece[] | undefined {
    const trimmed = held.trimStart()
    const tag = thoughtTags.find(({ open }) => trimmed.startsWith(open))
    if (tag) {
      state = 'thought'
      ends = [tag.close]
      held = trimmed.slice(tag.open.length)
      return []
    }
    if (opens.some(open => open.startsWith(trimmed))) return undefined
    state = isOpen ? 'thought' : 'text'
    isLeading = isOpen
    return []
  }

  function think(): AnswerPiece[] | undefined {
    if (isLeading) held = held.trimStart()
    if (held !== '') isLeading = false
    if (!mayClose(held)) return takeThought(held.trimEnd().length)
    const { at, tag } = firstOf(held, ends)
    if (tag !== undefined) {
      const thought = held.slice(0, at).trimEnd()
      held = held.slice(at + tag.length)
      state = 'text'
      isLeading = true
      seen = undefined
      return [...some('thought', thought), { type: 'thought-end' }]
    }
    return takeThought(held.slice(0, held.length - heldLength(held, ends)).trimEnd().length)
  }

  function takeThought(length: number): AnswerPiece[] | undefined {
    const text = held.slice(0, length)
    held = held.slice(length)
    return text === '' ? undefined : [{ type: 'thought', text }]
  }

  function write(): AnswerPiece[] | undefined {
    if (isLeading) {
      // The blank lines only: what the first line begins with may be the indentation of code.
      if (held.trimStart() === '') return undefined
      held = held.slice(held.lastIndexOf('\n', held.search(/\S/)) + 1)
      isLeading = false
    }
    if (seen === undefined || !mayClose(held)) return take(held.length)
    const { at, tag } = firstOf(held, closes)
    if (tag === undefined) return take(held.length - heldLength(held, closes))
    if (!isPlain(seen + held.slice(0, at))) return take(at + tag.length)
    const before = take(at) ?? []
    held = held.slice(tag.length)
    seen = undefined
    isLeading = true
    return [...before, { type: 'text-was-thought' }]
  }

  function take(length: number): AnswerPiece[] | undefined {
    const text = held.slice(0, length)
    held = held.slice(length)
    if (seen !== undefined) seen += text
    return text === '' ? undefined : [{ type: 'text', text }]
  }

  const steps = { start: begin, thought: think, text: write }
  return {
    push(text) {
      held += text
      let pieces: AnswerPiece[] = []
      while (held !== '') {
        const more = steps[state]()
        if (!more) break
        pieces = pieces.length === 0 ? more : [...pieces, ...more]
      }
      return pieces
    },
    end() {
      const rest = held
      held = ''
      if (state === 'text' && isLeading) return []
      return some(state === 'thought' || (state === 'start' && isOpen) ? 'thought' : 'text', rest)
    },
    isThinking: () => state === 'thought' || (state === 'start' && isOpen),
  }
}

/** Whether a closing tag, or the beginning of one, may be in a text. */
function mayClose(text: string): boolean {
  return closeStarts.some(start => text.includes(start))
}

function some(type: 'thought' | 'text', text: string): AnswerPiece[] {
  return text === '' ? [] : [{ type, text }]
}

/** The first of the tags in a text, and where. */
function firstOf(text: string, tags: readonly string[]): { readonly at: number; readonly tag?: string } {
  let found: { at: number; tag?: string } = { at: text.length }
  for (const tag of tags) {
    const at = text.indexOf(tag)
    if (at >= 0 && at < found.at) found = { at, tag }
  }
  return found
}

/** Length of the longest end of the text with which one of the tags begins. */
function heldLength(text: string, tags: readonly string[]): number {
  for (let length = Math.min(longestTag - 1, text.length); length > 0; length--) {
    const first = text.charAt(text.length - length)
    if (!tags.some(tag => tag.charAt(0) === first)) continue // nearly always: this runs for every token
    const end = text.slice(-length)
    if (tags.some(tag => tag.length > length && tag.startsWith(end))) return length
  }
  return 0
}

/** Whether a closing tag after this text can be the model's own: not in code, and no opening one is spoken of. */
function isPlain(text: string): boolean {
  const fences = text.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0
  const line = text.slice(text.lastIndexOf('\n') + 1)
  const ticks = line.match(/`/g)?.length ?? 0
  return fences % 2 === 0 && ticks % 2 === 0 && !opens.some(open => text.includes(open))
}
