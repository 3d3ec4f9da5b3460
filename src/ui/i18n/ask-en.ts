import type { Text } from './text.ts'

/** What is said in English of answers that are drawn from documents. */
export function askEn({ formats: { integer } }: Pick<Text, 'formats'>) {
  return {
    lookingIn: (documents: number) =>
      documents === 1 ? 'Looking in the document…' : `Looking in ${integer(documents)} documents…`,
    found: 'Found in the documents',
    sources: 'Sources',
    page: (page: number) => `page ${integer(page)}`,
    place: (title: string, page: string | undefined) => (page === undefined ? title : `${title}, ${page}`),
    /** Of the button that shows where something comes from. */
    source: (number: number, place: string) => `Source ${integer(number)}: ${place}`,
    wholePassage: 'Whole passage',
    supported: (supported: number, sentences: number) =>
      supported === 0
        ? sentences === 1
          ? 'The answer is not found in the documents: it may be wrong.'
          : 'None of the answer is found in the documents: it may be wrong.'
        : `${integer(supported)} of ${integer(sentences)} ${sentences === 1 ? 'sentence is' : 'sentences are'} found in the documents`,
    gone: 'This document is no longer here',
    nothingFound: 'Nothing in the attached documents answers this.',
    answerWithout: 'Answer without the documents',
    /** On an answer that the person had written so. */
    notUsed: 'Answered without the documents',

    toolsNotUsed: 'Answered without tools',
    /** Spoken when an answer has ended so far. */
    stepAsks: 'Hermit asks for permission before it goes on.',
    stepMissing: 'Something is missing. Hermit asks for it.',
  }
}
