import { onOneLine } from './copy-grammar.ts'

/**
 * The first line of every prompt, as `tools/distil/prompt.py` has it. Being always the same, it is not read again by the
 * second of two calls that follow one another.
 */
const front = 'Copy the words of the request that each argument needs, or leave the argument out.'

/** What the adapter is asked: which arguments of a tool are in these words. */
export function fillPrompt(tool: string, names: readonly string[], words: string): string {
  return `${front}\n${tool}: ${names.join(', ')}\n${onOneLine(words)}\n\n`
}

/** Whether a name of a tool or an argument can stand in a prompt: others may hold anything. */
export function isPlainName(name: string): boolean {
  return /^[a-z][\w.-]{0,63}$/i.test(name)
}

/** What the lines say of these arguments. A line that is none is passed over. */
export function readLines(text: string, names: readonly string[]): Readonly<Record<string, string>> {
  const found = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(at, 0)).trim()
    const value = line.slice(at + 1).trim()
    return at > 0 && names.includes(name) && value !== '' ? [[name, value]] : []
  })
  return Object.fromEntries(found)
}

/** A text that was quoted, or stood behind a colon at the end, has its question or exclamation mark with it. */
export function withItsMark(value: string, words: string): string {
  const line = onOneLine(words)
  const at = line.lastIndexOf(value)
  if (at < 0) return value
  const mark = /^[?!？！…]+/u.exec(line.slice(at + value.length))?.[0] ?? ''
  const isSetOff = /[:："'“‘「『]\s*$/u.test(line.slice(0, at))
  return isSetOff ? value + mark : value
}
