import { chooseSentences } from '../../chat/context/rank-sentences.ts'
import type { GenerateRequest } from '../../engines/engine.ts'
import { FaultError } from '../../fault.ts'
import { inSlices } from '../../slices.ts'
import { checkSentence, type Source, sentencesWritten } from './check.ts'
import { factsIn } from './facts.ts'
import { promptFor } from './prompt.ts'
import type { Point, StepResult, SummaryWay } from './summary.ts'
import { sentenceTokens } from './summary-model.ts'

/** Some statements to be made of a source. */
export interface WritingTask {
  readonly way: SummaryWay
  /** What the model reads where it reads the text itself. */
  readonly material: string
  readonly source: Source
  readonly language: string
  /** The source is in another one. */
  readonly isOtherLanguage: boolean
  readonly mostCharacters: number
  readonly mostSentences: number
  /** What each sentence of the source is worth by its place. */
  readonly weights?: readonly number[]
  readonly stressed?: readonly string[]
}

/** Has the model write; see writeAfterChat. */
export type Write = (request: GenerateRequest, signal: AbortSignal) => Promise<string>

/** A sentence of this many characters is an ordinary one: how many are asked for follows from it. */
const usualSentence = 110
const usualChineseSentence = 36

/**
 * Writes some statements of a source. What the model wrote is taken sentence by sentence, where it holds against the
 * source; what is left of the length is filled with the source's own key sentences, so that no fact is lost for what
 * the model has left out. Throws FaultError; an abort throws the signal's reason.
 */
export async function writePoints(task: WritingTask, write: Write, signal: AbortSignal): Promise<StepResult> {
  const { way, source, isOtherLanguage, mostCharacters, mostSentences } = task
  const key = await keyPlaces(task, [], signal)
  const keyText = key.map(place => source.sentences[place]?.text ?? '').join(' ')
  if (way === 'extract' || keyText === '') return wordForWord(source, key)
  const material = way === 'from-text' ? task.material : keyText
  const written = await answerTo(task, material, keyText, write, signal)
  const kept: { readonly place: number; readonly point: Point }[] = []
  let refused = 0
  let characters = 0
  for (const sentence of written) {
    const closeness = way === 'from-text' ? 'free' : 'close'
    const verdict = checkSentence(sentence, source, { isOtherLanguage, closeness })
    const at = verdict.isKept ? source.sentences[verdict.place] : undefined
    if (!verdict.isKept || !at) refused += 1
    else if (
      kept.length < mostSentences &&
      characters + sentence.length <= mostCharacters * 1.2 &&
      // What only says a place in the source again adds nothing.
      !kept.some(({ point }) => point.text === sentence)
    ) {
      characters += sentence.length
      const by = verdict.isVerbatim ? (at.by ?? 'text') : 'model'
      kept.push({ place: verdict.place, point: { ...placeOf(at), text: sentence, by } })
    }
  }
  if (kept.length === 0) return { ...wordForWord(source, key), written: written.length, refused }
  const covered = kept.flatMap(({ place, point }) =>
    isOtherLanguage ? [source.sentences[place]?.text ?? ''] : [point.text],
  )
  const room = { mostCharacters: mostCharacters - characters, mostSentences: mostSentences - kept.length }
  // In another language only what the model could not say is taken from the text.
  const isFilled = room.mostCharacters < usualSentence / 3 || (isOtherLanguage && refused === 0)
  const more = isFilled ? [] : await keyPlaces({ ...task, ...room }, covered, signal)
  // What was said with all its facts is not said again; where one is missing, the sentence itself brings it.
  const taken = new Set(
    kept.flatMap(({ place, point }) =>
      saysAllOf(point.text, source.sentences[place]?.text ?? '') ? [place] : [],
    ),
  )
  const filled = more.flatMap(place => {
    const sentence = source.sentences[place]
    const isRoom = sentence && sentence.text.length <= room.mostCharacters
    return isRoom && !taken.has(place) ? [{ place, point: pointOf(sentence) }] : []
  })
  const points = [...kept, ...filled].toSorted((a, b) => a.place - b.place).map(({ point }) => point)
  return { points, written: written.length, refused }
}

/** Whether a sentence has every number and name of another one. */
function saysAllOf(said: string, text: string): boolean {
  const [here, there] = [factsIn(said), factsIn(text)]
  return (
    there.numbers.every(number => here.numbers.includes(number)) &&
    there.names.every(name => here.names.includes(name))
  )
}

/** What the model makes of it; nothing where it does not fit, which a count on the safe side can only guess. */
async function answerTo(
  task: WritingTask,
  material: string,
  keyText: string,
  write: Write,
  signal: AbortSignal,
): Promise<string[]> {
  const { language, mostCharacters, mostSentences } = task
  if (task.way === 'extract') return []
  const usual = language === 'zh' || language === 'ja' ? usualChineseSentence : usualSentence
  const most = task.way === 'from-extract' ? 3 : 12
  const sentences = Math.max(1, Math.min(mostSentences, most, Math.round(mostCharacters / usual)))
  const { way } = task
  const requestFor = (text: string): GenerateRequest => ({
    messages: promptFor({ way, material: text, sentences, language }),
    maxTokens: (sentences + 1) * sentenceTokens,
    temperature: 0,
    repeatPenalty: 1.05,
  })
  try {
    return sentencesWritten(finished(await write(requestFor(material), signal)))
  } catch (error) {
    if (!(error instanceof FaultError) || error.fault.code !== 'context-overflow') throw error
    return sentencesWritten(finished(await write(requestFor(keyText), signal)))
  }
}

/** Without a last sentence that was cut off. */
function finished(written: string): string {
  const text = written.trim()
  if (/[.!?。！？…"”』」)]$/u.test(text)) return text
  const end = Math.max(...['.', '!', '?', '。', '！', '？', '\n'].map(sign => text.lastIndexOf(sign)))
  return end === -1 ? text : text.slice(0, end + 1)
}

async function keyPlaces(
  { source, mostCharacters, mostSentences, weights, stressed = [] }: WritingTask,
  covered: readonly string[],
  signal: AbortSignal,
): Promise<number[]> {
  const candidates = source.sentences.map(({ text }, at) => ({ text, weight: weights?.[at] ?? 1 }))
  const options = { mostCharacters, mostSentences, covered, stressed }
  return (await inSlices(chooseSentences(candidates, options), signal)).toSorted((a, b) => a - b)
}

function wordForWord(source: Source, places: readonly number[]): StepResult {
  const points = places.flatMap(place => {
    const sentence = source.sentences[place]
    return sentence ? [pointOf(sentence)] : []
  })
  return { points, written: 0, refused: 0 }
}

function pointOf(sentence: Source['sentences'][number]): Point {
  return { ...placeOf(sentence), text: sentence.text, by: sentence.by ?? 'text' }
}

function placeOf({ start, end, page }: Source['sentences'][number]): Pick<Point, 'start' | 'end' | 'page'> {
  return page === undefined ? { start, end } : { start, end, page }
}
