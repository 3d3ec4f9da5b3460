import type { Point, Summary } from './summary.ts'

/** The words that a summary as Markdown needs. */
export interface MarkdownWords {
  readonly title: string
  readonly points: string
  readonly page: (page: number) => string
  /** Who wrote it, as it is said in the view. */
  readonly note: string
}

/** A summary as Markdown, with pages behind what is cited. */
export function summaryMarkdown(summary: Summary, words: MarkdownWords): string {
  const { headline, paragraph, points } = summary
  const blocks = [
    `# ${plain(words.title)}`,
    ...(headline ? [`**${plain(headline.text)}**`] : []),
    ...(paragraph.length > 0 ? [paragraph.map(point => cited(point, words)).join(' ')] : []),
    ...(points.length > 0
      ? [`## ${words.points}`, points.map(point => `- ${cited(point, words)}`).join('\n')]
      : []),
    `*${words.note}*`,
  ]
  return `${blocks.join('\n\n')}\n`
}

/** The same as words alone, to be pasted anywhere. */
export function summaryWords({ headline, paragraph, points }: Summary, page: MarkdownWords['page']): string {
  const blocks = [
    ...(headline ? [headline.text] : []),
    ...(paragraph.length > 0 ? [paragraph.map(({ text }) => text).join(' ')] : []),
    ...(points.length > 0
      ? [
          points
            .map(({ text, page: at }) => `- ${text}${at === undefined ? '' : ` (${page(at)})`}`)
            .join('\n'),
        ]
      : []),
  ]
  return blocks.join('\n\n')
}

function cited({ text, page }: Point, words: MarkdownWords): string {
  return page === undefined ? plain(text) : `${plain(text)} (${words.page(page)})`
}

/** One line, none of whose signs are Markdown's. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>#|]/g, '\\$&')
}
