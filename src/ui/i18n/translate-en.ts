import type { Text } from './text.ts'

/** What is said in English where texts are translated. */
export function translateEn({ formats }: Pick<Text, 'formats'>) {
  const { integer, languageName, percent } = formats
  const count = (value: number, one: string, many: string) => `${integer(value)} ${value === 1 ? one : many}`
  return {
    translate: 'Translate',
    textTab: 'Text',
    documentTab: 'Document',
    language: languageName,

    from: 'Translate from',
    to: 'Translate into',
    detect: 'Detect language',
    detected: (code: string) => `${languageName(code)} (detected)`,
    swap: 'Swap languages',
    source: 'Text to translate',
    sourcePlaceholder: 'Write or paste a text',
    clear: 'Clear text',
    translation: 'Translation',
    translationEmpty: 'The translation appears here as you type. Nothing leaves this device.',
    copy: 'Copy translation',
    copied: 'Copied',
    copyFailed: 'Not copied',
    stop: 'Stop translating',
    goOn: 'Go on',
    tryAgain: 'Try again',
    working: (done: number, of: number) =>
      of > 1 ? `Translating sentence ${integer(done + 1)} of ${integer(of)}` : 'Translating',
    stopped: (left: number) => `Stopped. ${count(left, 'sentence is', 'sentences are')} not translated.`,
    waitsForChat: 'Waits for the answer in the chat, which goes first.',
    done: 'Translated',
    progress: 'Progress of the translation',

    // marks on a sentence
    problems: {
      empty: 'The model wrote nothing for this sentence.',
      repeats: 'The model began to repeat itself here and was stopped.',
      cut: 'The model did not come to an end here.',
      untranslated: 'This sentence came back untranslated.',
    },
    checkIt: (number: number) =>
      `${count(number, 'sentence looks wrong and is', 'sentences look wrong and are')} underlined.`,
    rough: (model: string) =>
      `${model} is very small: it gets the gist of simple sentences and is often wrong in detail.`,
    byModel: (model: string) => `Translated by ${model} on this device. Check what matters.`,

    // what stands in the way
    sameLanguage: (code: string) => `The text is in ${languageName(code)} already.`,
    into: (code: string) => `Translate into ${languageName(code)}`,
    unknownLanguage: 'The language of this text could not be told. Choose it above.',
    pair: (model: string, from: string, to: string) =>
      `${model} does not translate from ${languageName(from)} into ${languageName(to)}.`,
    takePair: (from: string, to: string) => `Use ${languageName(from)} to ${languageName(to)}`,
    cannot: {
      tried: (model: string) =>
        `${model} cannot translate: of ten sentences between English and Chinese it got none right.`,
      'too-small': (model: string) => `${model} is too small to translate reliably.`,
      'one-language': (model: string) => `${model} knows one language only.`,
      'made-for-other': (model: string) => `${model} is made for other work than translating.`,
      base: (model: string) => `${model} only continues texts and does not translate.`,
      unknown: (model: string) => `Hermit does not know whether ${model} can translate.`,
    },
    cannotHint: 'Your text waits here until a model that can is in use.',
    tryAnyway: 'Try it anyway',
    onThisDevice: 'On this device',
    inCatalogue: 'In the catalogue',
    byMakers: 'Chosen by their makers’ descriptions and their size; Hermit has not measured them.',
    use: (model: string) => `Use ${model}`,
    getModel: 'Get a model',
    languagesOf: (codes: readonly string[]) => codes.map(languageName).join(', '),
    onlyPair: (from: string, to: string) => `${languageName(from)} into ${languageName(to)} only`,
    modelWaits: (phase: string) => `The model is not ready: ${phase}`,

    // documents
    document: 'Document to translate',
    chooseDocument: 'Choose a document',
    noDocuments: 'Documents that you add to Hermit can be translated here, block by block.',
    opening: 'Opening the document',
    start: 'Translate document',
    documentGoOn: 'Go on translating',
    documentProgress: (fraction: number) => `${percent(fraction)} translated`,
    documentDone: 'The whole document is translated.',
    documentKept:
      'What is done is kept with the document: it goes on after a stop, a closed tab or a restart.',
    sentenceInWork: 'In work',
    documentProblems: (number: number) =>
      `${count(number, 'sentence looks', 'sentences look')} wrong: compare with the original.`,
    save: 'Save as Markdown',
    saveSoFar: 'Save what there is',
    fileName: (title: string, code: string) => `${title} (${languageName(code)}).md`,
  }
}
