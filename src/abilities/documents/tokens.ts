/** A run of Latin letters, of digits, or one other sign that is no blank. */
const piece = /[\p{Script=Latin}\p{M}]+|\p{N}+|[^\s]/gu

/**
 * About how many tokens a text has, without a model. Latin words and signs are counted as all-MiniLM-L6-v2's vocabulary
 * cuts English: a common word is one token, a long one another for each five letters beyond eight, a number one
 * for each three digits, a sign one. Characters of Han and of any other script count one each, as they cost about that
 * in the models that read them (all-MiniLM-L6-v2 itself reads none: each would be one unknown token).
 */
export function estimateTokens(text: string): number {
  let tokens = 0
  for (const [found] of text.matchAll(piece)) {
    if (found.length === 1) tokens++
    else if (/^\p{N}/u.test(found)) tokens += Math.ceil(found.length / 3)
    else if (/^\p{L}/u.test(found)) tokens += 1 + Math.ceil(Math.max(0, found.length - 8) / 5)
    else tokens++
  }
  return tokens
}
