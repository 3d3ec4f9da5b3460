import { titleOf } from '../../chat/conversation.ts'
import type { ChatHit, MessageHit } from '../../chat/finding/search-index.ts'
import { snippetOf } from '../../chat/finding/snippet.ts'
import { asMarkdownLine } from '../../text/markdown-text.ts'
import { withoutSmallWords } from '../../text/small-words.ts'
import { placeAddress } from '../../ui/place-address.ts'
import type { Both, CallPlace, Tool } from '../tool.ts'
import type { SearchParts } from './ability.ts'
import { searchExamples } from './examples.ts'
import { createChatSearch } from './find-chats.ts'

const mostChats = 5
const mostMessages = 2
/** Letters around what was found. */
const snippetLength = 200

const untitled: Both = { en: 'Untitled chat', 'zh-CN': '未命名的对话' }
const who: Readonly<Record<'user' | 'assistant', Both>> = {
  user: { en: 'You', 'zh-CN': '你' },
  assistant: { en: 'Hermit', 'zh-CN': 'Hermit' },
}

/** The tool that searches the chats. */
export function searchTools(parts: SearchParts): readonly Tool[] {
  const find = createChatSearch(parts)
  const tool: Tool = {
    name: 'search_chats',
    title: { en: 'Search the chats', 'zh-CN': '搜索对话' },
    description:
      'Searches all earlier chats with Hermit. Use it when asked what was said or written in a chat before.',
    parameters: {
      type: 'object',
      properties: {
        query: { type: 'string', minLength: 1, maxLength: 1000, description: 'Words to look for' },
      },
      required: ['query'],
      additionalProperties: false,
    },
    slots: { query: { kind: 'text', ask: { en: 'What are you looking for?', 'zh-CN': '要找什么？' } } },
    consent: 'none',
    effects: ['reads'],
    examples: searchExamples,
    async run({ query }, place) {
      const words = withoutSmallWords(String(query))
      const found = await find(words, place.signal)
      // The chat in which it is asked is in view already.
      const isHere = (hit: ChatHit) => Number(hit.conversation.id === place.conversationId)
      const others = found.flatMap(hit => withoutAsking(hit, place))
      const hits = others.toSorted((a, b) => isHere(a) - isHere(b)).slice(0, mostChats)
      const said = hits.length === 0 ? nothingFound(String(query), place) : listed(hits, place)
      const value = hits.map(({ conversation, messages }) => ({
        chatId: conversation.id,
        title: titleOf(conversation),
        messages: messages.slice(0, mostMessages).map(one => ({
          messageId: one.message.id,
          role: one.message.role,
          text: plainSnippet(one),
        })),
      }))
      return { value: { chats: value }, said, ...(hits.length > 0 ? { isForeign: true } : {}) }
    },
  }
  return [tool]
}

/** The request itself has the words too, and is not what is looked for. */
function withoutAsking(hit: ChatHit, { conversationId }: CallPlace): readonly ChatHit[] {
  if (hit.conversation.id !== conversationId) return [hit]
  const asked = hit.conversation.messages.findLast(({ role }) => role === 'user')
  const messages = hit.messages.filter(({ message }) => message.id !== asked?.id)
  // Where a chat has no other title, its title is its first message.
  return messages.length > 0 ? [{ ...hit, messages }] : []
}

function listed(hits: readonly ChatHit[], { language }: CallPlace): string {
  return hits
    .map(({ conversation, messages }) => {
      const title = titleOf(conversation)
      const name = title === '' ? untitled[language] : asMarkdownLine(title, 100)
      const shown = messages.slice(0, mostMessages)
      const link = placeAddress(
        'chat',
        [conversation.id, ...shown.slice(0, 1).map(one => one.message.id)].join('#'),
      )
      const lines = shown.map(one => {
        const at = placeAddress('chat', `${conversation.id}#${one.message.id}`)
        return `  - [${who[one.message.role === 'user' ? 'user' : 'assistant'][language]}](${at}): ${markedSnippet(one)}`
      })
      return [`- [${name}](${link})`, ...lines].join('\n')
    })
    .join('\n')
}

function nothingFound(query: string, { language }: CallPlace): string {
  const words = asMarkdownLine(query, 80)
  return language === 'en' ? `No chat has “${words}”.` : `没有对话包含“${words}”。`
}

function plainSnippet({ text, terms }: MessageHit): string {
  return snippetOf(text, terms, snippetLength)
    .map(part => part.text)
    .join('')
}

function markedSnippet({ text, terms }: MessageHit): string {
  return snippetOf(text, terms, snippetLength)
    .map(part => {
      const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(part.text) ?? []
      const words = asMarkdownLine(inner, snippetLength * 2)
      return part.isHit && words !== '' ? `${before}**${words}**${after}` : `${before}${words}${after}`
    })
    .join('')
}
