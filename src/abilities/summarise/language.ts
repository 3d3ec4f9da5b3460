/** The language of a text as far as summaries care; 'und' is any that is not told apart here. */
export type TextLanguage = 'en' | 'zh' | 'ja' | 'ko' | 'und'

/** As much of a text as its language shows in, in characters. */
const lookedAt = 6000
const englishWords =
  /\b(?:the|of|and|to|in|is|was|that|for|with|on|as|are|by|it|from|at|this|be|have|has)\b/gi
/** So much of all words are those; other languages that have "in" and "is" stay below. */
const leastEnglish = 0.12

/** Tells English, Chinese, Japanese and Korean from their letters and smallest words. */
export function languageOf(text: string): TextLanguage {
  // From the middle: what stands at the beginning may be a cover.
  const start = Math.max(0, Math.floor((text.length - lookedAt) / 2))
  const sample = text.slice(start, start + lookedAt)
  const letters = count(sample, /\p{L}/gu)
  if (letters === 0) return 'und'
  if (count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > letters * 0.15) return 'ja'
  if (count(sample, /\p{Script=Hangul}/gu) > letters * 0.2) return 'ko'
  if (count(sample, /\p{Script=Han}/gu) > letters * 0.2) return 'zh'
  const words = count(sample, /\p{L}+/gu)
  return count(sample, englishWords) >= words * leastEnglish ? 'en' : 'und'
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
