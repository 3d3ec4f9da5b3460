/** A question whose answer was computed, in the form that the product extracts answers in. */
export interface Question {
  readonly family: string
  readonly text: string
  readonly answer: string
}

type Random = (limit: number) => number
type Family = (random: Random) => Omit<Question, 'family'>

/** The same numbers for the same seed, on every machine (mulberry32); each call gives a whole number below `limit`. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return limit => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}

const from = (random: Random, least: number, most: number) => least + random(most - least + 1)
const number = (text: string, answer: number) => ({
  text: `${text} Answer with a number.`,
  answer: String(answer),
})

function oneOf<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[random(list.length)] ?? list[0]
}

const names = ['Tom', 'Anna', 'Ben', 'Lucy', 'Omar', 'Mia'] as const
const things = ['apples', 'books', 'shells', 'pens', 'coins', 'stamps'] as const
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** Words in another order; Fisher and Yates. */
function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const result = [...list]
  for (let at = result.length - 1; at > 0; at--) {
    const other = random(at + 1)
    const [a, b] = [result[at], result[other]]
    // Both places are within the list.
    if (a !== undefined && b !== undefined) [result[at], result[other]] = [b, a]
  }
  return result
}

const families: Readonly<Record<string, Family>> = {
  addition(random) {
    const [a, b] = [from(random, 2, 30), from(random, 2, 30)]
    return number(`What is ${a} + ${b}?`, a + b)
  },
  subtraction(random) {
    const b = from(random, 2, 15)
    const a = b + from(random, 1, 20)
    return number(`What is ${a} - ${b}?`, a - b)
  },
  multiplication(random) {
    const [a, b] = [from(random, 2, 9), from(random, 2, 9)]
    return number(`What is ${a} times ${b}?`, a * b)
  },
  'word problem'(random) {
    const [name, thing] = [oneOf(random, names), oneOf(random, things)]
    const [a, b, c] = [from(random, 3, 12), from(random, 2, 9), from(random, 1, 3)]
    return oneOf(random, [
      number(`${name} has ${a} ${thing} and buys ${b} more. How many ${thing} does ${name} have now?`, a + b),
      number(
        `${name} had ${a + b} ${thing} and gave ${b} away. How many ${thing} does ${name} have left?`,
        a,
      ),
      number(`${name} has ${b} boxes with ${a} ${thing} each. How many ${thing} are there in all?`, a * b),
      number(
        `${name} had ${a} ${thing}, found ${b} more and lost ${c}. How many ${thing} does ${name} have now?`,
        a + b - c,
      ),
    ])
  },
  comparison(random) {
    const [first, second, third] = shuffled(
      random,
      Array.from({ length: 80 }, (_, at) => at + 11),
    )
    const all = [first ?? 0, second ?? 0, third ?? 0]
    return oneOf(random, [
      number(`Which number is the largest: ${all.join(', ')}?`, Math.max(...all)),
      number(`Which number is the smallest: ${all.join(', ')}?`, Math.min(...all)),
    ])
  },
  sequence(random) {
    const [start, step] = [from(random, 1, 12), from(random, 2, 6)]
    const shown = Array.from({ length: 4 }, (_, at) => start + at * step)
    return number(`What number comes next: ${shown.join(', ')}, ...?`, start + 4 * step)
  },
  choice(random) {
    const [a, b] = [from(random, 3, 20), from(random, 3, 20)]
    const wrong = shuffled(random, [a + b + 1, a + b - 1, a + b + 10, a + b + 2]).slice(0, 3)
    const options = shuffled(random, [a + b, ...wrong])
    const listed = options.map((option, at) => `${'ABCD'[at]}) ${option}`).join('\n')
    const text = `What is ${a} + ${b}?\n${listed}\nAnswer with the letter.`
    return { text, answer: 'ABCD'[options.indexOf(a + b)] ?? '' }
  },
  order(random) {
    const [a, b, c] = shuffled(random, names)
    const [more, less] = oneOf(random, [
      ['taller', 'shorter'],
      ['older', 'younger'],
      ['faster', 'slower'],
    ])
    const facts = `${a} is ${more} than ${b}. ${b} is ${more} than ${c}.`
    const isYes = random(2) === 0
    const asked = random(2) === 0 ? [more, isYes] : [less, !isYes]
    const [word, isFirst] = asked
    const text = `${facts} Is ${isFirst ? a : c} ${word} than ${isFirst ? c : a}? Answer yes or no.`
    return { text, answer: isYes ? 'yes' : 'no' }
  },
  days(random) {
    const [start, days] = [random(7), from(random, 1, 5)]
    const day = weekdays[(start + days) % 7] ?? ''
    return {
      text: `Today is ${weekdays[start]}. Which day of the week is it ${days === 1 ? 'tomorrow' : `in ${days} days`}? Answer with one word.`,
      answer: day.toLowerCase(),
    }
  },
  units(random) {
    const n = from(random, 2, 9)
    return oneOf(random, [
      number(`How many minutes are ${n} hours?`, n * 60),
      number(`How many days are ${n} weeks?`, n * 7),
      number(`How many centimetres are ${n} metres?`, n * 100),
      number(`How many months are ${n} years?`, n * 12),
      number(`How many eggs are ${n} dozen?`, n * 12),
    ])
  },
}

/**
 * So many different questions, the families in turn; the same for the same seed. The smallest family has 35: an Error
 * is thrown where they do not suffice.
 */
export function createQuestions(count: number, seed: number): Question[] {
  const random = createRandom(seed)
  const makers = Object.entries(families)
  const seen = new Set<string>()
  return Array.from({ length: count }, (_, at) => {
    const [family, make] = makers[at % makers.length] ?? makers[0] ?? []
    for (let tries = 0; family && make && tries < 1000; tries++) {
      const question = { family, ...make(random) }
      if (seen.has(question.text)) continue
      seen.add(question.text)
      return question
    }
    throw new Error(`There are not ${count} different questions.`)
  })
}
