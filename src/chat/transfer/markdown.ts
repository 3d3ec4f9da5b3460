import type { Step } from '../../agent/step.ts'
import { askText } from '../../ui/i18n/ask.ts'
import type { Text } from '../../ui/i18n/text.ts'
import { branch, type Conversation, type Message, titleOf } from '../conversation.ts'
import { withSources } from '../documents/answer-sources.ts'
import { containedMarkdown, plainMarkdown } from './contained-markdown.ts'

/** The words of an export, in the language of the page. */
export type ExportWords = Pick<
  Text,
  | 'you'
  | 'assistant'
  | 'untitled'
  | 'formats'
  | 'markdownThought'
  | 'markdownCut'
  | 'markdownMoment'
  | 'writer'
>

/**
 * A chat as Markdown for people: the branch in view, who said what and when, which model wrote it. Thoughts, versions
 * out of view and everything else that only Hermit can use are in the JSON export.
 */
export function chatToMarkdown(
  conversation: Conversation,
  words: ExportWords,
  { thoughts = false }: { readonly thoughts?: boolean } = {},
): string {
  const parts = [
    `# ${plainMarkdown(titleOf(conversation)) || words.untitled}`,
    words.formats.date(conversation.createdAt),
    ...branch(conversation).flatMap(message => messageParts(message, words, thoughts)),
  ]
  return `${parts.join('\n\n')}\n`
}

function messageParts(message: Message, words: ExportWords, thoughts: boolean): string[] {
  const { role, createdAt, thought, status } = message
  const ask = askText(words)
  const { text, sources } = withSources(message, ask)
  const speaker = role === 'user' ? words.you : words.assistant
  const wasCut = role === 'assistant' && status !== 'done'
  const receipt = receiptOf(message, words)
  return [
    `## ${speaker}`,
    `<sub>${[words.markdownMoment(createdAt), ...receipt].join(' · ')}</sub>`,
    ...(thoughts && thought ? [quoted(`${words.markdownThought}\n\n${thought.text}`)] : []),
    ...(message.steps ?? []).map(step => stepPart(step, text)),
    ...(text === '' ? [] : [containedMarkdown(text)]),
    ...(message.documents === 'nothing-found' ? [ask.nothingFound] : []),
    ...(sources.length > 0 ? [sourcesPart(sources, ask.sources)] : []),
    ...(wasCut ? [`<sub>${words.markdownCut}</sub>`] : []),
  ]
}

/** A tool by its title, with what it said where that is not the answer itself. */
function stepPart({ title, said }: Step, text: string): string {
  const name = `**${plainMarkdown(title)}**`
  return quoted(said && !text.includes(said) ? `${name}\n\n${containedMarkdown(said)}` : name)
}

function sourcesPart(sources: readonly string[], title: string): string {
  return [`${title}:`, '', ...sources.map((place, at) => `${at + 1}. ${plainMarkdown(place)}`)].join('\n')
}

function receiptOf({ writtenBy, modelName }: Message, words: ExportWords): string[] {
  if (writtenBy) return writtenBy.map(writer => plainMarkdown(words.writer(writer)))
  return modelName === undefined ? [] : [plainMarkdown(modelName)]
}

function quoted(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map(line => (line === '' ? '>' : `> ${line}`))
    .join('\n')
}
