import {
  canonicalFact,
  canonicalHanNumber,
  canonicalNumber,
  choiceAtStart,
  numberPattern,
  onlyChoice,
  plainText,
  yesOrNo,
} from './final-value.ts'

/** Words that announce an answer, up to where it begins. */
const announced =
  /(?:\b(?:answer|result)\b[^.:=\n]{0,60}?(?:\bis\b|:|=)|(?:答案|结果)[^。:=\n]{0,12}?(?:是|为|:|=))[\s:]*/giu
/** What a number follows in a sentence that ends in the answer. */
const lead = String.raw`(?:=|≈|\b(?:is|are|was|were|equals?|equal to|be|makes?|gives?|gets?|has|have|had|left with|totals?|total of|costs?|needs?|pays?|becomes)\b|[是为于共有得剩要花了])\s*(?:(?:also|a total of|about|approximately|around|exactly|only|just|now|still|equal to|约|大约|[:=~≈])\s*)*`

/** A number, a choice, yes or no: not a mere fact. */
const countable = /^(?:-?[\d.:]+%?|[A-E]|yes|no)$/
/** Sentences from the end in which an unannounced number is looked for: a model may add a pleasantry. */
const lastSentences = 3

/**
 * The final answer of a text in the form in which votes are counted: a number ("42", "-3.5", "50%"), the letter of a
 * choice ("B"), "yes" or "no", or a short fact in lower case; null where none is found. An announced answer ("The
 * answer is", "答案是", \boxed, a bold last line) counts before what merely stands at the end.
 * @param question Its choices name the options, and its words are not part of a fact.
 * @param isCut The text ends where there was no more room: its last word may be half of one.
 */
export function finalAnswer(text: string, question = '', isCut = false): string | null {
  const asked = plainText(question)
  if (isCut) {
    // "So the answer is 3" may have been on its way to 33, and half a sentence is no fact.
    const found = finalAnswer(text.replace(/[\p{L}\p{N}.,:%/-]*\s*$/u, ''), question)
    return found !== null && countable.test(found) ? found : null
  }
  const plain = plainText(text).trim()
  const announcedValue = announcedAnswer(text, asked)
  // "No, … and the answer is not a simple one": no fact that is announced later undoes a plain yes or no.
  const opening = announcedValue === null || countable.test(announcedValue) ? null : yesOrNo(plain)
  const found = opening ?? announcedValue ?? unannouncedAnswer(plain, asked)
  return found === null ? null : toOption(found, asked)
}

function announcedAnswer(text: string, question: string): string | null {
  const boxed = lastBoxed(text)
  if (boxed !== undefined) return valueIn(plainText(boxed).trim(), question)
  const plain = plainText(text)
  const mark = [...plain.matchAll(announced)].at(-1)
  const after = mark && sentencesOf(plain.slice(mark.index + mark[0].length))[0]
  const value = after === undefined ? null : valueIn(after, question)
  if (value !== null) return value
  const lastLine = text.trimEnd().split('\n').at(-1) ?? ''
  const bold = [...lastLine.matchAll(/\*\*([^*]+)\*\*|__([^_]+)__/g)].at(-1)
  return bold ? valueIn(plainText(bold[1] ?? bold[2] ?? '').trim(), question) : null
}

/** What the last \boxed{} holds, its own braces balanced. */
function lastBoxed(text: string): string | undefined {
  const start = text.lastIndexOf('\\boxed{')
  if (start === -1) return undefined
  const from = start + '\\boxed{'.length
  let depth = 1
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return text.slice(from, at)
  }
  return undefined
}

function unannouncedAnswer(text: string, question: string): string | null {
  const sentences = sentencesOf(text)
  const first = sentences[0]
  const last = sentences.at(-1)
  if (first === undefined || last === undefined) return null
  const letter = choiceIn(text)
  if (letter !== null) return letter
  const said = yesOrNo(first)
  if (said !== null) return said
  for (const sentence of sentences.slice(-lastSentences).reverse()) {
    const number = numberIn(sentence, 'last')
    if (number !== null) return number
  }
  return canonicalHanNumber(last) ?? canonicalFact(last, question)
}

/** The choice that a text makes: it repeats no other option at the beginning of a line. */
function choiceIn(text: string): string | null {
  const starts = text.split('\n').flatMap(line => choiceAtStart(line.trim()) ?? [])
  const [start] = starts
  return start !== undefined && starts.length === 1 ? start : onlyChoice(text)
}

/** The value of what stands where an answer was announced. */
function valueIn(region: string, question: string): string | null {
  return (
    yesOrNo(region) ??
    choiceAtStart(region) ??
    onlyChoice(region) ??
    numberIn(region, 'first') ??
    canonicalHanNumber(region) ??
    canonicalFact(region, question)
  )
}

function numberIn(sentence: string, where: 'first' | 'last'): string | null {
  const [reasonless = ''] = sentence.split(/\b(?:because|since)\b|因为/)
  const told = numberPattern().test(reasonless) ? reasonless : sentence
  const led = [...told.matchAll(new RegExp(`${lead}(${numberPattern().source})`, 'giu'))].at(-1)?.[1]
  // "54 is larger than 45": what it is compared with is not the answer.
  const [head = ''] = told.split(/\bthan\b/)
  const all = [...(numberPattern().test(head) ? head : told).matchAll(numberPattern())].map(
    ([found]) => found,
  )
  const found = led ?? all.at(where === 'first' ? 0 : -1)
  return found === undefined ? null : canonicalNumber(found)
}

/** Sentences and lines with something in them, without their last stop. */
function sentencesOf(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+|[。！？]/u)
    .map(sentence => sentence.trim().replace(/[.!?,;:\s]+$/u, ''))
    .filter(sentence => /[\p{L}\p{N}]/u.test(sentence))
}

/** The letter of the question's option that says the same; else what was found. */
function toOption(found: string, question: string): string {
  const options = [
    ...question.matchAll(/(?<!\w)\(?([A-E])[).:]\s*(.+?)(?=[\s,;]+\(?[B-E][).:]\s|[?.]?\s*$)/gmu),
  ]
  if (options.length < 2 || /^[A-E]$/.test(found)) return found
  const same = options.filter(([, , words = '']) => {
    const said = words.trim()
    return (numberIn(said, 'first') ?? canonicalFact(said, '')) === found || canonicalFact(said, '') === found
  })
  const [only] = same
  return same.length === 1 ? (only?.[1] ?? found) : found
}
