import type { DocumentKind } from '../../abilities/documents/document.ts'
import type { Text } from './text.ts'

const kinds: Record<DocumentKind, string> = {
  pdf: 'PDF',
  docx: 'Word',
  epub: 'Book',
  html: 'Web page',
  markdown: 'Markdown',
  text: 'Text',
  csv: 'Table',
  code: 'Code',
}

/** What is said in English of documents. */
export function documentsEn({ formats }: Pick<Text, 'formats'>) {
  const { bytes, decimal, integer, percent } = formats
  const count = (value: number, one: string, many: string) => `${integer(value)} ${value === 1 ? one : many}`
  return {
    kinds,
    pages: (value: number) => count(value, 'page', 'pages'),
    minutesLeft: (ms: number) =>
      ms < 90_000
        ? `about ${count(Math.max(1, Math.round(ms / 1000)), 'second', 'seconds')} left`
        : `about ${integer(Math.round(ms / 60_000))} minutes left`,

    // the list
    list: 'Documents',
    add: 'Add documents',
    addFiles: 'Documents to add',
    keepFiles: 'Keep the files too',
    keepFilesHint:
      'Their text is always kept. With the file itself you can save it again, and read it anew later.',
    empty: 'No documents yet',
    emptyWords:
      'Add a paper, a contract, a manual or your notes. Then you can search all of them at once, read them here, and ask about them in a chat.',
    emptyPrivate: 'They are read on this device and stay in this browser. Nothing is sent anywhere.',
    emptyDrop: 'Or drop files here.',
    summary: (number: number, size: number) =>
      `${count(number, 'document', 'documents')}, ${bytes(size)} of files`,
    unreadable: (number: number) =>
      `${count(number, 'document', 'documents')} could not be read from the disk; what is there is left as it is.`,
    readOnly: 'Documents can be read here, but not changed: they were saved by a newer Hermit.',
    inThisChat: 'Used in this chat',
    waiting: 'Waiting',
    reading: 'Reading',
    readingPage: (page: number, of: number) =>
      of > 1 ? `Reading page ${integer(page)} of ${integer(of)}` : 'Reading',
    indexing: (fraction: number) => `Preparing for search, ${percent(fraction)}`,
    elsewhere: 'Being read in another tab',
    scanned: (scanned: number, of: number) =>
      `${integer(scanned)} of ${count(of, 'page is a picture', 'pages are pictures')}; Hermit cannot recognise text in pictures yet.`,
    cancel: (title: string) => `Stop adding ${title}`,
    stop: 'Stop',
    retry: 'Try again',
    addAgain: 'Add the file again',
    fileOf: (title: string) => `File of ${title}`,
    isDone: (title: string) => `${title} is ready`,
    hasFailed: (title: string) => `${title} could not be added`,

    // what can be done to one
    more: (title: string) => `More for ${title}`,
    open: 'Open',
    useInChat: 'Use in this chat',
    leaveChat: 'No longer use in this chat',
    rename: 'Rename',
    exportText: 'Save as text',
    saveFile: 'Save the file',
    reindex: 'Prepare for search anew',
    remove: 'Delete',
    nameOf: (title: string) => `Name of ${title}`,
    removed: (title: string) => `“${title}” is deleted.`,
    crashed: 'That did not work. Please try again.',

    // news of adding
    known: (title: string) => `“${title}” is here already.`,
    addAnyway: 'Add it anyway',
    refused: (name: string) => `Hermit cannot read files like ${name}.`,
    dismiss: 'Dismiss',

    // searching
    search: 'Search documents',
    clear: 'Clear the search',
    results: 'Passages found',
    searching: 'Searching',
    found: (number: number) => count(number, 'passage found', 'passages found'),
    nothing: 'Nothing found in your documents.',
    nothingHint: 'Fewer words, or other ones, may find more.',
    searchedByMeaning: (model: string) =>
      `English is searched by words and by meaning (${model}), other languages by words.`,
    searchedByWords:
      'They are searched by words. The model that finds English by its meaning is not on this device yet.',
    searchSpeed: (texts: number) => `Prepared here at ${decimal(texts)} passages a second.`,
    byWords: 'Found by the words themselves, not by their meaning.',
    page: (page: number) => `Page ${integer(page)}`,

    // one document
    back: 'All documents',
    find: 'Find in this document',
    findNext: 'Next match',
    findPrevious: 'Previous match',
    matches: (at: number, of: number) => `${integer(at)} of ${integer(of)}`,
    noMatches: 'No matches',
    goToPage: 'Page',
    ofPages: (pages: number) => `of ${integer(pages)}`,
    opening: 'Opening',
    textOf: (title: string) => `Text of ${title}`,
    table: 'Table',
    gone: 'This document has been deleted.',
    noText: 'There is no text of this document yet.',

    // attached to a chat
    attached: 'Documents of this chat',
    openOne: (title: string) => `Open ${title}`,
    detach: (title: string) => `Remove ${title} from this chat`,
    pasted: 'The long text you pasted is attached as a document.',
    putBack: 'Put back into the message',
  }
}
