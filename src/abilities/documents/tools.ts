import { asMarkdownLine } from '../../text/markdown-text.ts'
import { splitSentences } from '../../text/sentences.ts'
import { withoutSmallWords } from '../../text/small-words.ts'
import { cutWords, normalise } from '../../text/words.ts'
import { placeAddress } from '../../ui/place-address.ts'
import type { CallPlace, Tool } from '../tool.ts'
import type { DocumentsDesk } from './ability.ts'
import type { Passage } from './document.ts'
import { documentExamples } from './examples.ts'
import { questionLanguage } from './search/question-language.ts'
import { isRelevant } from './search/relevance.ts'
import { whenSearchable } from './when-searchable.ts'

type Desk = Pick<DocumentsDesk, 'library' | 'search'>

/** So many passages are looked at, and so many shown: the best say it, and the library has the rest. */
const mostLooked = 8
const mostShown = 3
/** Letters of a passage that are shown, and that are given to the model. */
const shownLetters = 500
const givenLetters = 1500

/** The tool that searches the library. @param desk Loads it. */
export function documentTools(desk: () => Promise<Desk>): readonly Tool[] {
  const tool: Tool = {
    name: 'search_documents',
    title: { en: 'Search the documents', 'zh-CN': '搜索文档' },
    description:
      'Finds the passages in the person’s own documents that say most of something. Use it when asked what their documents say.',
    parameters: {
      type: 'object',
      properties: {
        query: {
          type: 'string',
          minLength: 1,
          maxLength: 1000,
          description: 'What to look for, or a question',
        },
      },
      required: ['query'],
      additionalProperties: false,
    },
    slots: { query: { kind: 'text', ask: { en: 'What shall I look for?', 'zh-CN': '要在文档里找什么？' } } },
    consent: 'none',
    effects: ['reads'],
    examples: documentExamples,
    limitMs: 60_000,
    async run({ query }, place) {
      const { library, search } = await desk()
      // One that was attached a moment ago is being read.
      await whenSearchable(library.store, [...library.store.getState().documents.keys()], place.signal)
      const documents = [...library.store.getState().documents.values()]
      const readable = documents.filter(({ characters }) => characters !== undefined)
      if (readable.length === 0)
        return { value: { passages: [] }, said: nothingToSearch(documents.length, place) }
      const words = String(query)
      const documentIds = readable.map(({ id }) => id)
      const found = await (await search()).search(words, { documentIds, limit: mostLooked }, place.signal)
      const passages = found.filter(hit => isRelevant(hit, questionLanguage(words))).slice(0, mostShown)
      const [best] = passages
      if (!best) return { value: { passages: [] }, said: nothingFound(words, place) }
      return {
        value: {
          passages: passages.map(({ documentId, title, page, start, end, text }) => ({
            ...{ documentId, title, start, end, text: text.slice(0, givenLetters) },
            ...(page === undefined ? {} : { page }),
          })),
        },
        said: passages.map(passage => shown(passage, place)).join('\n\n'),
        plain: answering(best, words, place),
        isForeign: true,
      }
    },
  }
  return [tool]
}

function shown({ documentId, title, page, start, end, text }: Passage, { language }: CallPlace): string {
  const where = page === undefined ? '' : language === 'en' ? `, page ${page}` : `，第 ${page} 页`
  const link = placeAddress('documents', `${documentId}#${start}-${end}`)
  return `[${asMarkdownLine(title, 100)}${where}](${link})\n\n> ${asMarkdownLine(text, shownLetters)}`
}

/** The sentences of a passage that have a word of the question, all of it where none has; and where they stand. */
function answering({ title, page, text }: Passage, question: string, { language }: CallPlace): string {
  const asked = termsIn(withoutSmallWords(question))
  // A single line end is only where a line was full.
  const flowing = text.replaceAll(/(?<!\n)\n(?!\n)/g, ' ')
  const sentences = splitSentences(flowing).map(({ start, end }) => flowing.slice(start, end))
  const about = sentences.filter(sentence =>
    termsIn(sentence).some(term => asked.some(one => isNear(term, one))),
  )
  const words = (about.length === 0 ? text : about.join(' ')).replaceAll(/\s+/g, ' ').trim()
  const where = page === undefined ? '' : language === 'en' ? `, page ${page}` : `，第 ${page} 页`
  const from = language === 'en' ? `(${title}${where})` : `（《${title}》${where}）`
  return `${words.slice(0, givenLetters)} ${from}`
}

const termsIn = (text: string) => cutWords(normalise(text)).map(({ term }) => term.toLowerCase())

/** The same word, or one and its plural. */
function isNear(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) > 2 && (a === `${b}s` || b === `${a}s`))
}

function nothingToSearch(documents: number, { language }: CallPlace): string {
  const link = placeAddress('documents')
  if (documents > 0) {
    return language === 'en'
      ? `The documents are not read yet. [Open the library](${link})`
      : `文档还没有读完。[打开资料库](${link})`
  }
  return language === 'en'
    ? `There are no documents yet. [Add some](${link})`
    : `还没有文档。[添加文档](${link})`
}

function nothingFound(query: string, { language }: CallPlace): string {
  const words = asMarkdownLine(query, 80)
  return language === 'en'
    ? `No document says anything about “${words}”.`
    : `文档里没有关于“${words}”的内容。`
}
