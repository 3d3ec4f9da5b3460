/** Where a sentence stands in the text that it was cut from, without the blanks around it. */
export interface Span {
  readonly start: number
  readonly end: number
}

type CutSentences = (text: string) => Iterable<{ readonly segment: string; readonly index: number }>

const segmenter =
  typeof Intl !== 'undefined' && 'Segmenter' in Intl
    ? new Intl.Segmenter(undefined, { granularity: 'sentence' })
    : undefined

/** For browsers that cannot cut: after a mark that ends a sentence. */
export const cutByMarks: CutSentences = text =>
  Array.from(text.matchAll(/(?:[^.!?。！？]|[.!?](?![.!?\s]|$))*(?:[.!?]+|[。！？]+|$)/gu), match => ({
    segment: match[0],
    index: match.index,
  }))

/** Short forms after which a dot ends no sentence, though a capital letter may follow; initials among names too. */
const shortForm =
  /(?:^|[\s(])(?:Mrs?|Ms|Dr|Prof|St|No|Art|Sec|p|pp|approx|e\.g|i\.e|vs)\.$|(?:^|\p{Lu}[\p{L}\p{M}.]*\s)\p{Lu}\.$/u

/** The sentences of a plain text. Lines are never joined: headings and rows of tables are lines. */
export function sentencesIn(
  text: string,
  cut: CutSentences = segmenter ? words => segmenter.segment(words) : cutByMarks,
): Span[] {
  const sentences: Span[] = []
  for (const line of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    let start: number | undefined
    for (const { segment, index } of cut(line[0])) {
      const from = line.index + index
      const end = from + segment.trimEnd().length
      start ??= from + (segment.length - segment.trimStart().length)
      if (end <= start) start = undefined
      else if (!shortForm.test(text.slice(start, end))) {
        sentences.push({ start, end })
        start = undefined
      }
    }
    if (start !== undefined) sentences.push({ start, end: line.index + line[0].trimEnd().length })
  }
  return sentences
}

/** What stands before the words of a line in Markdown: quotes, and signs or numbers of lists. */
const linePrefix = /^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*/
const fence = /^\s*(?:>\s*)*(?:`{3,}|~{3,})/
const noProse = /^\s*(?:#{1,6}\s|\||[-*_=]{3,}\s*$)/

/** The sentences of an answer in Markdown: of paragraphs and lists; code, headings and tables have none. */
export function proseSentences(markdown: string): Span[] {
  const sentences: Span[] = []
  let isCode = false
  for (const match of markdown.matchAll(/[^\r\n]+/g)) {
    const [line] = match
    const isFence = fence.test(line)
    if (isFence) isCode = !isCode
    if (isFence || isCode || noProse.test(line)) continue
    const prefix = linePrefix.exec(line)?.[0].length ?? 0
    for (const { start, end } of sentencesIn(line.slice(prefix))) {
      const at = match.index + prefix
      sentences.push({ start: at + start, end: at + end })
    }
  }
  return sentences
}
