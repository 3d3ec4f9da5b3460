const small = new Map(
  Object.entries({
    ...{ zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
    ...{ eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17 },
    ...{ eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60 },
    ...{ seventy: 70, eighty: 80, ninety: 90 },
  }),
)

const scales = new Map(Object.entries({ thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 }))

/** Names of parts of a whole, singular and plural: "two thirds". "second" and "seconds" mean time far more often. */
const parts = new Map(
  Object.entries({
    ...{ half: 2, halves: 2, third: 3, quarter: 4, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8 },
    ...{ ninth: 9, tenth: 10, hundredth: 100, thousandth: 1000 },
  }),
)

const partOf = (word: string) => parts.get(word) ?? parts.get(word.replace(/s$/, ''))

interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Writes the numbers that are said in words as digits, and leaves the rest: "twenty-five times a hundred and two" becomes
 * "25 times 102", "two thirds" becomes "(2/3)", "2.5 million" becomes "(2.5*1000000)".
 */
export function englishDigits(text: string): string {
  const words = Array.from(text.matchAll(/[a-z]+|\d+(?:\.\d+)?/gi), ({ 0: word, index }) => ({
    text: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }))
  let written = ''
  let from = 0
  let at = 0
  while (at < words.length) {
    const found = numberAt(text, words, at)
    const first = words[at]
    const last = found && words[found.next - 1]
    if (!found || !first || !last) {
      at++
      continue
    }
    written += text.slice(from, first.start) + found.digits
    from = last.end
    at = found.next
  }
  return written + text.slice(from)
}

interface Found {
  readonly digits: string
  /** The word after it. */
  readonly next: number
}

function numberAt(text: string, words: readonly Word[], at: number): Found | undefined {
  const joined = (index: number) => {
    const [before, word] = [words[index - 1], words[index]]
    return before && word && /^[\s-]+$/.test(text.slice(before.end, word.start)) ? word.text : undefined
  }
  const whole = wholeAt(words, at, joined)
  if (!whole) return undefined
  const part = joined(whole.next)
  const parted = part === undefined || whole.isFigure ? undefined : partOf(part)
  if (parted !== undefined) return { digits: `(${whole.digits}/${parted})`, next: whole.next + 1 }
  if (joined(whole.next) === 'point') {
    let next = whole.next + 1
    let fraction = ''
    for (
      let digit = small.get(joined(next) ?? '');
      digit !== undefined && digit < 10;
      digit = small.get(joined(next) ?? '')
    ) {
      fraction += digit
      next++
    }
    if (fraction !== '') return { digits: `${whole.digits}.${fraction}`, next }
  }
  return { digits: whole.digits, next: whole.next }
}

function wholeAt(
  words: readonly Word[],
  at: number,
  joined: (index: number) => string | undefined,
): (Found & { readonly isFigure: boolean }) | undefined {
  const first = words[at]?.text ?? ''
  const following = joined(at + 1)
  if (/^\d/.test(first)) {
    const scale =
      following === undefined
        ? undefined
        : (scales.get(following) ?? (following === 'hundred' ? 100 : undefined))
    return scale === undefined ? undefined : { digits: `(${first}*${scale})`, next: at + 2, isFigure: true }
  }
  if (first === 'a' || first === 'an') {
    if (following !== undefined && (following === 'hundred' || scales.has(following)))
      return summed(at, joined, 1)
    if (following === 'dozen') return { digits: '12', next: at + 2, isFigure: true }
    const part = following === undefined ? undefined : partOf(following)
    return part === undefined ? undefined : { digits: `(1/${part})`, next: at + 2, isFigure: true }
  }
  const value = small.get(first)
  if (value === undefined) return undefined
  if (following === 'dozen') return { digits: String(value * 12), next: at + 2, isFigure: true }
  return summed(at, joined, value)
}

/** @param start What the word at `at` is worth. */
function summed(
  at: number,
  joined: (index: number) => string | undefined,
  start: number,
): Found & { readonly isFigure: boolean } {
  let total = 0
  let current = start
  let isAfterTens = start >= 20
  let canAdd = isAfterTens
  let lastScale = Number.POSITIVE_INFINITY
  let next = at + 1
  for (let word = joined(next); word !== undefined; word = joined(next)) {
    const value = small.get(word)
    const scale = scales.get(word)
    if (value !== undefined && canAdd && (!isAfterTens || value < 10) && value > 0) {
      current += value
      canAdd = value >= 20
      isAfterTens = value >= 20
    } else if (word === 'hundred' && current > 0 && current < 100) {
      current *= 100
      canAdd = true
      isAfterTens = false
    } else if (scale !== undefined && current > 0 && scale < lastScale) {
      total += current * scale
      current = 0
      lastScale = scale
      canAdd = true
      isAfterTens = false
    } else if (word === 'and' && canAdd && !isAfterTens && (small.get(joined(next + 1) ?? '') ?? 0) > 0) {
      // "a hundred and five", where "and" is no sum.
    } else break
    next++
  }
  return { digits: String(total + current), next, isFigure: false }
}
