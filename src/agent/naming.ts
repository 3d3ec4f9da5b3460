import type { Tool } from '../abilities/tool.ts'

/** What of a tool its names are in. */
type Named = Pick<Tool, 'name' | 'title'>

/** Letters of a request in which a tool may be named. */
const seenLetters = 400
/** Words before and behind a name that say it is one, and those that lead on from it. */
const use = '(?:\\b(?:use|using|with|call|run|via|through)\\s+(?:the\\s+)?|(?:使用|调用|通过|用)\\s*)'
const kind = '(?:\\s+(?:tool|action)\\b|\\s*(?:工具|操作))'
const then = '(?:\\s*[,:：，]\\s*|\\s+(?:to|and)\\s+|\\s*来\\s*)?'
const [opening, closing] = ['["“‘\'\\x60]?', '["”’\'\\x60]?']

/** What a tool is called by itself, without whose it is. */
export function ownName({ name }: Pick<Tool, 'name'>): string {
  const at = name.indexOf('__')
  return (at < 0 ? name : name.slice(at)).replaceAll(/[_-]+/g, ' ').trim()
}

/** Whether a request names this very tool: "use the echo tool to …", "with get-sum". */
export function isNamed(words: string, tool: Named): boolean {
  return nameIn(words, tool) !== undefined
}

/** A request without the words that name its tool: they are none of its arguments. */
export function withoutName(words: string, tool: Named): string {
  const found = nameIn(words, tool)
  if (!found) return words
  const rest = `${words.slice(0, found.index)} ${words.slice(found.index + found[0].length)}`.trim()
  return /[\p{L}\p{N}]/u.test(rest) ? rest : words
}

function nameIn(words: string, tool: Named): RegExpExecArray | undefined {
  const seen = words.slice(0, seenLetters)
  for (const name of new Set([ownName(tool), ...Object.values(tool.title)])) {
    const parts = (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(part => part !== 'tool')
    if (parts.length === 0 || parts.length > 8) continue
    const phrase = `${opening}(?<![\\p{Script=Latin}\\p{N}])${parts.join('[\\s_-]*')}(?![\\p{Script=Latin}\\p{N}])${closing}`
    const asTool = new RegExp(`(?:${use}|\\bthe\\s+)?${phrase}${kind}${then}`, 'iu')
    // "Use search" may be said of anything; a name of several words is one by itself.
    const asName = parts.length > 1 ? new RegExp(`${use}${phrase}${then}`, 'iu') : undefined
    const found = asTool.exec(seen) ?? asName?.exec(seen) ?? undefined
    if (found) return found
  }
  return undefined
}
