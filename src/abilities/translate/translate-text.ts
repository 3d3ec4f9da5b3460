import { joinTranslated, sentencesOf } from './sentences.ts'
import { type TranslatingModel, translateSentence } from './translate-sentence.ts'

/** A text's translation, and how much of it is doubtful. */
export interface TranslatedText {
  readonly text: string
  readonly sentences: number
  /** Of those, how many did not come out well: what the model wrote stands all the same, or else the original. */
  readonly doubtful: number
}

/** Translates a whole text, sentence by sentence. An abort throws the signal's reason; throws what the model throws. */
export async function translateText(
  model: TranslatingModel,
  { text, from, to }: { readonly text: string; readonly from: string; readonly to: string },
  signal: AbortSignal,
): Promise<TranslatedText> {
  const pieces = sentencesOf(text, from)
  const words: string[] = []
  let [sentences, doubtful] = [0, 0]
  for (const piece of pieces) {
    if (piece.kind === 'gap') {
      words.push(piece.text)
      continue
    }
    sentences += 1
    for await (const event of translateSentence(model, { sentence: piece.text, from, to }, signal)) {
      if (event.type !== 'end') continue
      const { text: translated, problem } = event.translated
      if (problem !== undefined) doubtful += 1
      words.push(problem === 'empty' ? piece.text : translated)
    }
  }
  return { text: joinTranslated(pieces, (_, at) => words[at], to).trim(), sentences, doubtful }
}
