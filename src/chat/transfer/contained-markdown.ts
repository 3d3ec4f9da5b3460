/** Content's own headings begin at this level: the levels above are the export's. */
const firstLevel = 3

/**
 * A message as Markdown that cannot be taken for a part of the file around it: its headings go below the export's own,
 * and code is left to the letter. Where it holds something that would not end with it (a fence left open or set in
 * from the margin, raw HTML), all of it is quoted instead, because nothing leaves a quotation.
 */
export function containedMarkdown(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/)
  return (plainLines(lines) ?? lines.map(line => (line === '' ? '>' : `> ${line}`))).join('\n')
}

interface Fence {
  readonly sign: string
  readonly length: number
}

/** The lines with their headings lowered; undefined where that is not enough. */
function plainLines(lines: readonly string[]): string[] | undefined {
  const result: string[] = []
  let fence: Fence | undefined
  for (const line of lines) {
    if (fence) {
      result.push(line)
      if (closes(line, fence)) fence = undefined
      continue
    }
    const opened = /^(`{3,})[^`]*$|^(~{3,})/.exec(line)
    const run = opened?.[1] ?? opened?.[2]
    if (run) {
      fence = { sign: run.charAt(0), length: run.length }
      result.push(line)
    } else if (/`{3,}|~{3,}/.test(line) || /^\s*<[!?/a-z]/i.test(line) || /<\/?h[1-6]\b/i.test(line)) {
      return undefined
    } else result.push(lowered(line))
  }
  return fence ? undefined : result
}

function closes(line: string, { sign, length }: Fence): boolean {
  const run = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1]
  return run?.startsWith(sign) === true && run.length >= length
}

function lowered(line: string): string {
  const heading = /^( {0,3})(#{1,6})(?=[ \t]|$)/.exec(line)
  if (heading?.[2] !== undefined) {
    const level = Math.min(6, heading[2].length + firstLevel - 1)
    return `${heading[1]}${'#'.repeat(level)}${line.slice(heading[0].length)}`
  }
  // Under a line of text these would make a heading of it.
  if (/^ {0,3}-+[ \t]*$/.test(line)) return '***'
  return /^ {0,3}=+[ \t]*$/.test(line) ? `\\${line.trim()}` : line
}

/** A name as one line of Markdown that says nothing but itself. Between "\[" and "\]" it would be a formula. */
export function plainMarkdown(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[<>#|~$&!]/g, sign => `\\${sign}`)
    .replaceAll(']', '&#93;')
}
