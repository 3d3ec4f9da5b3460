import type { FillPlace } from '../parts.ts'
import { behindPronoun, isPronoun, tidyText } from './strip.ts'

/** Patterns see so many letters of a text; what they read to the end goes on to the end of the whole. */
const seenLetters = 800

/**
 * The groups of the first pattern that a request fits. Patterns are anchored, and hold at most two open parts: they are
 * tried on the front of long requests only, so that none takes long on hostile ones.
 */
export function firstMatch(
  patterns: readonly RegExp[],
  words: string,
): Readonly<Record<string, string>> | undefined {
  const seen = words.slice(0, seenLetters)
  for (const pattern of patterns) {
    const groups = pattern.exec(seen)?.groups
    if (groups === undefined) continue
    const found: Record<string, string> = {}
    for (const [name, value] of Object.entries(groups)) {
      if (value === undefined) continue
      const isCut = words.length > seen.length && seen.endsWith(value)
      found[name] = isCut ? value + words.slice(seen.length) : value
    }
    return found
  }
  return undefined
}

/** What the words for a text mean: the text itself, what was said before for "it" and 这个, or the lines round a command. */
export function resolveText(words: string | undefined, place: FillPlace, whole: string): string | undefined {
  const tidy = tidyText(words)
  const text =
    tidy === undefined
      ? undefined
      : tidyText(behindPronoun(tidy).replace(/^(it|this|that|these|those)\sfor\s(?:me|us)$/i, '$1'))
  if (text === undefined) return undefined
  if (!isPronoun(text)) return text
  const lines = whole.trim().split(/\n+/)
  if (lines.length > 1) {
    // "Translate this:" over a text, or "translate the above" under it.
    const command = lines.findIndex(line => line.includes(text))
    const others = command === 0 ? lines.slice(1) : command === lines.length - 1 ? lines.slice(0, -1) : []
    const around = tidyText(others.join('\n'))
    if (around !== undefined && whole.includes(around)) return around
  }
  const before = place.before?.trim()
  return before === undefined || before === '' ? undefined : before
}
