import type { Text } from './text.ts'

type Length = 'line' | 'paragraph' | 'page'

/** What is said in English of summaries. */
export function summariseEn({ formats }: Pick<Text, 'formats'>) {
  const { date, integer, languageName, percent } = formats
  const count = (value: number, one: string, many: string) => `${integer(value)} ${value === 1 ? one : many}`
  const lengths: Readonly<Record<Length, string>> = {
    line: 'Line',
    paragraph: 'Paragraph',
    page: 'Page',
  }
  return {
    // what to summarise
    title: 'Summarise',
    what: 'What to summarise',
    draft: 'What is in the message box',
    given: 'The text from the clipboard',
    choose: 'Choose…',
    nothing: 'There is nothing to summarise yet.',
    nothingHint: 'Add a document to the library, or write a text into the message box and come back.',
    toLibrary: 'Open the library',
    notHere: 'This document is no longer in the library.',
    noText: 'No text was found in it. Scanned pages have to be read first.',
    length: 'Length',
    lengths,
    language: 'Language',
    documentLanguage: 'The text’s own',
    languageOf: (code: string) => languageName(code),

    // the extract
    extract: 'Key sentences',
    extractHint: 'Taken word for word from the text. No model has a part in it.',
    extracting: 'Looking for the key sentences',
    page: (page: number) => `page ${integer(page)}`,
    place: 'in the text',
    showPlace: (page: number) => `Show page ${integer(page)} of the document`,

    // writing
    write: 'Write a summary',
    cannotWrite: (model: string, languages: readonly string[], document: string | undefined) =>
      `${model} writes ${list(languages.map(languageName))} only${
        document === undefined
          ? ', and this text is in another language'
          : `, and this text is in ${languageName(document)}`
      }. Its key sentences are the summary that can be given of it.`,
    cannotTranslate: (model: string, wanted: string) =>
      `${model} is too small for a summary in ${languageName(wanted)} of a text in another language. It is given in the text’s own.`,
    onlyNumbers: 'In another language than the text’s only numbers can be checked.',
    preparing: 'Getting ready',
    part: (part: number, of: number) => `Part ${integer(part)} of ${integer(of)}`,
    joining: 'Putting the parts together',
    waiting: 'The answer in the chat goes first. The summary goes on after it.',
    elsewhere: 'Another tab is summarising this document. What it writes will be shown here.',
    goesOn: 'It goes on when you close this window.',
    stop: 'Stop',
    sofar: 'So far',
    busyWith: (title: string) => `A summary of “${title}” is being written.`,
    showIt: 'Show it',
    failed: 'The summary was not finished',
    goOn: 'Go on',
    stopped: (done: number, of: number) =>
      of === 0
        ? 'Stopped.'
        : `Stopped after ${integer(done)} of ${count(of, 'step', 'steps')}. They are kept.`,
    done: 'The summary is ready.',

    // the summary
    summaryOf: (title: string) => `Summary of “${title}”`,
    points: 'Key points',
    verbatim: 'Taken word for word from the text: nothing that the model wrote held against it.',
    extractOnly: 'Taken word for word from the text. No model has a part in it.',
    share: (share: number, model: string) =>
      share > 0.995
        ? `All of the words are ${model}’s, held against the text.`
        : `${percent(share)} of the words are ${model}’s, held against the text; the others are taken word for word.`,
    refused: (refused: number) =>
      refused === 1
        ? '1 sentence of the model was left out: the text does not bear it out.'
        : `${integer(refused)} sentences of the model were left out: the text does not bear them out.`,
    limits: 'Numbers, names and words were looked for; who did what may still be mixed up.',
    mixed: 'What the model could not say in this language stands in the text’s own.',
    copy: 'Copy',
    save: 'Save as Markdown',
    putInChat: 'Put into the chat',
    startAnew: 'Start anew',
    startAnewAsk: 'This deletes the summary and writes it again.',
    startAnewYes: 'Write it again',

    // what is kept
    kept: 'Earlier summaries',
    begunTitle: 'Begun and not done',
    keptName: (length: Length, language: string, at: number) =>
      `${lengths[length]}${language === 'document' ? '' : `, ${languageName(language)}`}, ${date(at)}`,
    by: (model: string) => (model === '' ? 'word for word' : model),
    begun: (done: number, of: number) =>
      of === 0 ? 'begun' : `begun: ${integer(done)} of ${count(of, 'step', 'steps')}`,
    open: 'Open',
    resume: 'Resume',
    remove: 'Delete',
    removeAsk: 'This deletes the summary, not the document.',
  }
}

function list(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
}
