import { FaultError } from '../../fault.ts'
import { asMarkdownLine } from '../../text/markdown-text.ts'
import { placeAddress } from '../../ui/place-address.ts'
import type { DocumentRecord } from '../documents/document.ts'
import type { DocumentShelf } from '../documents/shelf.ts'
import type { CallPlace, Tool } from '../tool.ts'
import { summariseExamples } from './examples.ts'
import type { Summaries } from './summaries.ts'
import { documentTarget } from './summarise-ability.ts'

/** What the tool is given: the library, and what makes summaries, loaded when it is called. */
export interface SummariseToolParts {
  readonly documents: Pick<DocumentShelf, 'load' | 'list'>
  readonly summaries: () => Promise<Pick<Summaries, 'store' | 'extract' | 'start'>>
}

/** Stages of a summary that is on its way: another one would end it. */
const busyStages: readonly string[] = ['preparing', 'writing', 'waiting', 'elsewhere']
const sentenceLetters = 400

/** The tool that summarises a document: key sentences at once, and the model's own words in the view. */
export function summariseTools({ documents, summaries }: SummariseToolParts): readonly Tool[] {
  const tool: Tool = {
    name: 'summarise_document',
    title: { en: 'Summarise a document', 'zh-CN': '总结文档' },
    description:
      'Gives the key sentences of one of the person’s documents and begins a summary of it. Use it when asked for a summary of a document.',
    parameters: {
      type: 'object',
      properties: {
        document: { type: 'string', minLength: 1, maxLength: 1000, description: 'Its id, or its title' },
      },
      required: ['document'],
      additionalProperties: false,
    },
    slots: { document: { kind: 'document', ask: { en: 'Which document?', 'zh-CN': '哪份文档？' } } },
    consent: 'none',
    effects: ['reads'],
    examples: summariseExamples,
    limitMs: 60_000,
    async run({ document: named }, place) {
      const [made] = await Promise.all([summaries(), documents.load()])
      const document = documentNamed(String(named), documents.list())
      if (!document) throw new FaultError({ code: 'document-missing' })
      if (document.characters === undefined) {
        throw new FaultError(document.fault ?? { code: 'document-empty' })
      }
      const { id, title } = document
      const source = { id, title, document }
      const extract = await made.extract(source, 'paragraph', place.signal)
      if (!extract) throw new FaultError({ code: 'document-empty' })
      const { run } = made.store.getState()
      const isBusy = run !== undefined && busyStages.includes(run.stage)
      if (extract.isWritable && !isBusy) made.start(source, { length: 'paragraph', language: 'document' })
      const sentences = extract.sentences.map(({ start, end, page, text }) => ({
        ...{ start, end, text },
        ...(page === undefined ? {} : { page }),
      }))
      return {
        value: { document: id, title, sentences },
        said: said(document, sentences, extract.isWritable, place),
        isForeign: true,
      }
    },
  }
  return [tool]
}

/** By its id; else by its title, whole or a part that only one has. */
function documentNamed(words: string, all: readonly DocumentRecord[]): DocumentRecord | undefined {
  const wanted = words.trim().toLowerCase()
  const byId = all.find(({ id }) => id === words)
  const byTitle = all.find(({ title, fileName }) =>
    [title, fileName].some(name => name.toLowerCase() === wanted),
  )
  const [part, ...others] = all.filter(({ title }) => title.toLowerCase().includes(wanted))
  return byId ?? byTitle ?? (others.length === 0 ? part : undefined)
}

interface Said {
  readonly start: number
  readonly end: number
  readonly page?: number
  readonly text: string
}

function said(
  { id, title }: DocumentRecord,
  sentences: readonly Said[],
  isWritten: boolean,
  { language }: CallPlace,
): string {
  const name = asMarkdownLine(title, 100)
  const view = placeAddress('summarise', documentTarget(id))
  const lines = sentences.map(({ start, end, page, text }) => {
    const place = placeAddress('documents', `${id}#${start}-${end}`)
    const words =
      page === undefined
        ? language === 'en'
          ? 'in the text'
          : '原文'
        : language === 'en'
          ? `page ${page}`
          : `第 ${page} 页`
    return `- ${asMarkdownLine(text, sentenceLetters)} ([${words}](${place}))`
  })
  const [head, foot] =
    language === 'en'
      ? [
          `Key sentences of **${name}**, word for word:`,
          isWritten
            ? `A summary is being written: [open it](${view})`
            : `The model in use does not write its language. [Open the summaries](${view})`,
        ]
      : [
          `**${name}** 的关键句（原文）：`,
          isWritten ? `正在撰写总结：[打开](${view})` : `当前模型不会写这种语言。[打开总结](${view})`,
        ]
  return `${head}\n\n${lines.join('\n')}\n\n${foot}`
}
