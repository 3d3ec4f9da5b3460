import type { Both } from '../../abilities/tool.ts'
import { isWordStart, type Reading } from './reading.ts'

/**
 * The choice that a request names, in either language; its `en` is what tools know it by. Endings of plurals, hyphens
 * and underscores do not count. Of two the longer one, then the first.
 */
export function findChoice(folded: string, choices: readonly Both[]): Reading<string> | undefined {
  let best: Reading<string> | undefined
  for (const choice of choices) {
    for (const name of new Set([choice.en, choice['zh-CN']])) {
      const found = nameIn(folded, name)
      if (found === undefined) continue
      const isBetter = best === undefined || found.end - found.start > best.end - best.start
      if (isBetter) best = { ...found, value: choice.en }
    }
  }
  return best
}

function nameIn(folded: string, name: string): { start: number; end: number } | undefined {
  const words = name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter(word => word !== '')
  const first = words[0]
  if (first === undefined) return undefined
  for (let at = folded.indexOf(stem(first)); at >= 0; at = folded.indexOf(stem(first), at + 1)) {
    if (isLatin(first[0]) && !isWordStart(folded, at)) continue
    const end = endOf(folded, at, words)
    if (end !== undefined) return { start: at, end }
  }
  return undefined
}

/** Where words that begin here end, if all of them are there. */
function endOf(folded: string, start: number, words: readonly string[]): number | undefined {
  let at = start
  for (const [index, word] of words.entries()) {
    if (index > 0) while (/[\s-]/.test(folded[at] ?? '') && at - start < 200) at += 1
    if (!folded.startsWith(stem(word), at)) return undefined
    at += stem(word).length
    if (!isLatin(word.at(-1))) {
      if (/\d/.test(word.at(-1) ?? '') && /\d/.test(folded[at] ?? '')) return undefined
      continue
    }
    const ending = /^(?:y|ies|es|s|e)?(?![a-z])/.exec(folded.slice(at, at + 4))
    if (ending === null) return undefined
    at += ending[0].length
  }
  return at
}

/** A word without what changes in its plural: "latte(s)", "pastr(y|ies)". */
function stem(word: string): string {
  if (word.length < 4 || !isLatin(word.at(-1))) return word
  return word.replace(/(?:ies|es|s|y|e)$/, '')
}

function isLatin(letter: string | undefined): boolean {
  return letter !== undefined && /[a-z]/.test(letter)
}
