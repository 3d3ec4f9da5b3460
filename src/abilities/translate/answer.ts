import { languages } from './languages.ts'

/** What speaks against a translation. It is shown all the same, marked. */
export type AnswerProblem =
  /** The model wrote nothing. */
  | 'empty'
  /** It said the same again and again, and was stopped. */
  | 'repeats'
  /** It did not come to an end. */
  | 'cut'
  /** It gave the text back, or stayed in its language. */
  | 'untranslated'

/** One sentence's translation. */
export interface Translated {
  readonly text: string
  readonly problem?: AnswerProblem
}

/** Whether an answer that is being written has said all that it will: what follows is of no use. */
export function isOver(answer: string, isCompletion: boolean): boolean {
  const begun = answer.trimStart()
  // A base model goes on with the next pair; a chat model that breaks the line begins to explain itself.
  return begun.includes('\n') || (!isCompletion && begun.includes('<|')) || repetition(begun) !== undefined
}

/** Reads the answer to one sentence. @param hasEnded False where the model was not done. */
export function readAnswer(answer: string, { sentence, from, to, hasEnded }: ReadOptions): Translated {
  const [line = ''] = answer.trimStart().split('\n')
  const again = repetition(line)
  const text = unwrapped((again === undefined ? line : line.slice(0, again)).trim(), sentence)
  if (text === '') return { text, problem: 'empty' }
  if (again !== undefined) return { text, problem: 'repeats' }
  if (isUntranslated(text, sentence, from, to)) return { text, problem: 'untranslated' }
  return hasEnded ? { text } : { text, problem: 'cut' }
}

/** What an answer is read with. */
export interface ReadOptions {
  readonly sentence: string
  readonly from: string
  readonly to: string
  readonly hasEnded: boolean
}

/** A stretch that comes so often in a row is a loop, and so long it has to be all together. */
const loopTimes = 4
const loopCharacters = 16

/**
 * Where an answer begins to repeat itself: the end of the first time that it said what it has then said three times
 * more, with nothing else behind. Undefined where it does not.
 */
export function repetition(text: string): number | undefined {
  for (let length = 1; length <= text.length / loopTimes; length++) {
    const unit = text.slice(-length)
    let start = text.length - length
    while (start >= length && text.slice(start - length, start) === unit) start -= length
    const times = (text.length - start) / length
    if (times >= loopTimes && times * length >= loopCharacters && /[\p{L}\p{N}]/u.test(unit)) {
      return start + length
    }
  }
  return undefined
}

const quotes: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['「', '」'],
  ['«', '»'],
]

/** Without what models put around a translation: "English: …", quotation marks that the text has none of. */
function unwrapped(text: string, sentence: string): string {
  const names = languages.map(({ inEnglish }) => inEnglish).join('|')
  const label = new RegExp(`^(?:(?:${names}|translation|译文|翻译|英文|中文)\\s*[:：]\\s*)`, 'i')
  const bare = label.test(sentence) ? text : text.replace(label, '')
  const pair = quotes.find(
    ([open, close]) => bare.length > 2 && bare.startsWith(open) && bare.endsWith(close),
  )
  if (!pair || /^["“「«'‘『]/.test(sentence)) return bare
  return bare.slice(1, -1).trim()
}

/** Whether it is still in the script of the language that it was to leave. */
function isUntranslated(text: string, sentence: string, from: string, to: string): boolean {
  const hanOf = (words: string) => {
    const letters = words.match(/\p{L}/gu)?.length ?? 0
    return letters === 0 ? 0 : (words.match(/\p{Script=Han}/gu)?.length ?? 0) / letters
  }
  const isHan = (code: string) => code === 'zh' || code === 'ja'
  if (isHan(from) && !isHan(to)) return hanOf(text) > 0.5
  if (to === 'zh' && !isHan(from)) return hanOf(text) === 0 && wordsIn(sentence) > 3
  // A name, a title, "OK": the same in both languages.
  return text === sentence && wordsIn(sentence) > 3
}

function wordsIn(text: string): number {
  return text.split(/\s+/).length
}
