import type { Token, Tokens } from 'marked'
import { blockHtml, lexBlocks, plainHtml } from './markdown.ts'

/** A block of an answer as HTML, not yet sanitised. */
export interface Block {
  readonly html: string
}

/** An answer's blocks as far as its text has come. A value: `advance` makes the next one and leaves this as it is. */
export interface Blocks {
  /** The text that these are the blocks of. */
  readonly text: string
  /** Finished blocks, which no further text can change, in groups that stay the same objects. */
  readonly groups: readonly (readonly Block[])[]
  /** Blocks that more text may still change. */
  readonly tail: readonly Block[]
  /** The text of the tail, its newlines as "\n". Where code or a table was cut, it begins with their first lines again. */
  readonly rest: string
  /** False while there is more of `rest` to be taken in: `advance` again with the same text. */
  readonly isWhole: boolean
}

export const noBlocks: Blocks = { text: '', groups: [], tail: [], rest: '', isWhole: true }

/** Blocks in a group: few enough to compare, many enough that a long answer has few groups. */
export const groupSize = 16
/** What is looked at in one go. A block that is longer is cut there, so that no parse is ever long. */
const windowSize = 8000
/** Lines cost more than letters: each may be a block of its own. */
const windowLines = 200
/** Code costs no parsing, and is worth keeping in one piece. */
const codeWindowSize = 50_000

/**
 * The blocks of a text that has grown (or of another one). Only the end that is not finished is parsed.
 * @param mostWindows How many windows of text to take in at most; `isWhole` tells whether that was all.
 */
export function advance(before: Blocks, text: string, mostWindows = Number.POSITIVE_INFINITY): Blocks {
  if (text === before.text && before.isWhole) return before
  const from = text.startsWith(before.text) ? before : noBlocks
  let rest = from.rest + withNewlines(text.slice(from.text.length), from.text.endsWith('\r'))
  const finished: Block[] = []
  let tail: readonly Block[] = []
  let isWhole = rest === ''
  for (let windows = 0; rest !== '' && windows < mostWindows && !isWhole; windows++) {
    const source = windowOf(rest)
    const isLast = source.length === rest.length
    const tokens = lexBlocks(source)
    const sure = surelyFinished(tokens, source)
    if (sure.length === 0 && isLast) {
      tail = htmlOf(tokens)
      isWhole = true
    } else if (sure.length > 0) {
      finished.push(...htmlOf(tokens.slice(0, sure.count)))
      rest = rest.slice(sure.length)
      isWhole = isLast
      if (isLast) tail = htmlOf(tokens.slice(sure.count))
    } else {
      const cut = cutShort(tokens, source)
      finished.push(...cut.blocks)
      rest = cut.opening + rest.slice(cut.length)
    }
  }
  return { text, groups: grouped(from.groups, finished), tail, rest, isWhole: isWhole || rest === '' }
}

/** All blocks in order, for who wants them without groups. */
export function allBlocks({ groups, tail }: Blocks): readonly Block[] {
  return [...groups.flat(), ...tail]
}

function withNewlines(added: string, isAfterReturn: boolean): string {
  // "\r" was taken for a newline already when it was the last that had come.
  const rest = isAfterReturn && added.startsWith('\n') ? added.slice(1) : added
  return rest.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', '\ufffd')
}

function htmlOf(tokens: readonly Token[]): Block[] {
  return tokens.map(token => ({ html: blockHtml(token) })).filter(({ html }) => html !== '')
}

/**
 * How many blocks at the front no further text can change, and their length. A block ends for good where a blank line
 * is followed by a whole line that is not indented: all that could continue (a list, a quote, a paragraph that becomes a
 * heading or a table, indented code) has then been decided, and marked begins anew there.
 */
function surelyFinished(tokens: readonly Token[], source: string): { count: number; length: number } {
  let sure = { count: 0, length: 0 }
  let at = 0
  const lastLine = source.lastIndexOf('\n')
  for (const [count, { raw }] of tokens.entries()) {
    if (count > 0 && at <= lastLine && isAfterBlankLine(source, at) && /\S/.test(source.charAt(at))) {
      sure = { count, length: at }
    }
    at += raw.length
  }
  return sure
}

function isAfterBlankLine(source: string, at: number): boolean {
  if (source[at - 1] !== '\n') return false
  let before = at - 2
  while (source[before] === ' ' || source[before] === '\t') before -= 1
  return source[before] === '\n'
}

/** The front of a text, as much as is looked at in one go. */
function windowOf(rest: string): string {
  const codeEnd = endOfCode(rest)
  let end = Math.min(rest.length, codeEnd + windowSize)
  for (let lines = 0, at = codeEnd; lines < windowLines && at < end; lines++) {
    at = rest.indexOf('\n', at) + 1 || end
    if (lines === windowLines - 1) end = Math.min(end, at)
  }
  return rest.slice(0, end)
}

/** How much of a text is fenced code at its front, as far as that is looked for; 0 where there is none. */
function endOfCode(rest: string): number {
  const [, fence] = /^ {0,3}(`{3,}|~{3,})/.exec(rest) ?? []
  if (fence === undefined) return 0
  const near = rest.slice(0, codeWindowSize)
  const end = new RegExp(`\\n {0,3}${fence.slice(0, 100)}[\`~]*[ \\t]*(?=\\n|$)`).exec(near)
  return end ? end.index + end[0].length : near.length
}

interface Cut {
  readonly blocks: Block[]
  readonly length: number
  /** What the text goes on with, for the same kind of block to go on. */
  readonly opening: string
}

/** A window full of one block: what can be shown of it as what it is, and else as plain text. */
function cutShort(tokens: readonly Token[], source: string): Cut {
  const whole = tokens.slice(0, -1)
  const length = whole.reduce((sum, { raw }) => sum + raw.length, 0)
  if (length > 0) return { blocks: htmlOf(whole), length, opening: '' }
  const [token] = tokens
  if (token?.type === 'list') {
    // A list goes on as another one, from the number of its next item.
    const list = token as Tokens.List // marked's own type for this name
    const items = list.items.slice(0, -1)
    const taken = items.reduce((sum, { raw }) => sum + raw.length, 0)
    if (taken > 0) return { blocks: [{ html: blockHtml({ ...list, items }) }], length: taken, opening: '' }
  }
  // The last line stays: it is still part of the block, which so goes on with something.
  const end = source.lastIndexOf('\n', source.length - 2) + 1 || source.lastIndexOf(' ') + 1 || source.length
  const opening = openingOf(token, source)
  if (opening !== '' && end > opening.length) {
    return { blocks: htmlOf(lexBlocks(source.slice(0, end))), length: end, opening }
  }
  return { blocks: [{ html: plainHtml(source.slice(0, end)) }], length: end, opening: '' }
}

/** The first lines of a table or of fenced code, by which the rest of it is one too. */
function openingOf(token: Token | undefined, source: string): string {
  const [opening = ''] =
    token?.type === 'table'
      ? (/^[^\n]*\n[^\n]*\n/.exec(source) ?? [])
      : token?.type === 'code'
        ? (/^ {0,3}(?:`{3}|~{3})[^\n]*\n/.exec(source) ?? [])
        : []
  return opening.length < windowSize / 4 ? opening : ''
}

function grouped(groups: Blocks['groups'], finished: readonly Block[]): Blocks['groups'] {
  if (finished.length === 0) return groups
  const last = groups.at(-1)
  const isOpen = last !== undefined && last.length < groupSize
  const loose = [...(isOpen ? last : []), ...finished]
  const added: Block[][] = []
  for (let at = 0; at < loose.length; at += groupSize) added.push(loose.slice(at, at + groupSize))
  return [...(isOpen ? groups.slice(0, -1) : groups), ...added]
}
