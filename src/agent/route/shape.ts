import { isTold } from './told.ts'

/** Letters of the longest request: what is longer is a text, of which something else is wanted. */
const longestRequest = 400
/** Lines, empty ones left out. */
const mostLines = 3
/** Code, headings, tables, tags and links: what is pasted from elsewhere, or is written to be shown. */
const marks = /```|^#{1,6}\s|^\s*\||<\/?[a-z][^>]*>|\]\(/im

/** What of a message can be a request for a tool. */
export interface RequestShape {
  /** The words that say what is wanted. */
  readonly asked: string
  /** Text that the request is about follows them: "Translate into Chinese:" and a page. */
  readonly hasBody: boolean
}

/**
 * Tells requests from texts: a pasted page has words of every tool in it. Undefined where a message is no request by its
 * shape alone.
 */
export function shapeOf(message: string): RequestShape | undefined {
  const text = message.trim()
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const first = lines[0]?.trim() ?? ''
  if (lines.length > 1 && /[:：]$/.test(first) && first.length <= longestRequest && !marks.test(first)) {
    return { asked: first, hasBody: true }
  }
  const isText = text.length > longestRequest || lines.length > mostLines || marks.test(text)
  if (isText || isOneWord(text) || isTold(text)) return undefined
  return { asked: text, hasBody: false }
}

/** "Begin", "继续": a word alone says what, or that, but not what of. */
function isOneWord(text: string): boolean {
  const words = text.replace(/[\p{P}\p{S}]+$/u, '')
  return (
    /^\p{Script=Han}{0,2}$/u.test(words) || /^[\p{L}\p{M}'’-]+$/u.test(words.replace(/\p{Script=Han}/gu, ' '))
  )
}
