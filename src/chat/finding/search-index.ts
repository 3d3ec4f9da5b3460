import MiniSearch from 'minisearch'
import { cutQuery, cutWords, normalise, type QueryWord } from '../../text/words.ts'
import { type Conversation, type Message, titleOf } from '../conversation.ts'

/** A message that has what was searched for. */
export interface MessageHit {
  readonly message: Message
  /** The part of its text that has it best. */
  readonly text: string
  /** Words of the text that were found. */
  readonly terms: ReadonlySet<string>
  readonly score: number
}

/** A chat that has what was searched for, in its title or in messages of any branch. */
export interface ChatHit {
  readonly conversation: Conversation
  readonly titleTerms: ReadonlySet<string>
  /** Best first; empty where only the title has it. */
  readonly messages: readonly MessageHit[]
  readonly score: number
}

/** Full-text search over all chats, in memory. */
export interface SearchIndex {
  /**
   * Takes in what has changed since the last time, in slices of `sliceMs` between which the page can do other things.
   * False where it was aborted before the end; what is in by then stays.
   */
  update(conversations: ReadonlyMap<string, Conversation>, signal: AbortSignal): Promise<boolean>
  /** Chats that have all words of the query in one message, or in a message and the title; best first. */
  search(query: string): readonly ChatHit[]
}

interface Piece {
  readonly id: number
  readonly title: string
  readonly text: string
  readonly chatId: string
  /** Absent for a title. */
  readonly message?: Message
}

interface Indexed {
  readonly conversation: Conversation
  readonly title: { readonly text: string; readonly pieces: readonly number[] }
  readonly messages: ReadonlyMap<string, { readonly message: Message; readonly pieces: readonly number[] }>
}

/** Well below the 50 ms that a person would notice, with one piece on top (5 ms on a slow machine). */
const sliceMs = 8
/** Characters of a piece: longer messages are cut, so that one of them does not fill a slice. */
const pieceLength = 2000
/** What two pieces have in common, so that no word falls between them. */
const overlap = 60
/** Characters in all, at about 25 bytes of memory each (200 MB): what is older is found by its title only. */
const mostCharacters = 8_000_000
/** A title says more than a sentence somewhere. */
const titleBoost = 3

/** Builds an empty index. */
export function createSearchIndex(limit = mostCharacters): SearchIndex {
  const index = new MiniSearch<Piece>({
    fields: ['title', 'text'],
    tokenize: text => cutWords(text).map(({ term }) => term),
    processTerm: term => term,
  })
  const pieces = new Map<number, Piece>()
  const chats = new Map<string, Indexed>()
  let nextId = 0
  let characters = 0
  let sliceBegan = 0

  function add(piece: Omit<Piece, 'id'>): number {
    const id = nextId++
    const whole = { ...piece, id }
    index.add(whole)
    pieces.set(id, whole)
    characters += piece.text.length
    return id
  }

  function remove(ids: readonly number[]): void {
    for (const id of ids) {
      characters -= pieces.get(id)?.text.length ?? 0
      pieces.delete(id)
      index.discard(id)
    }
  }

  function forget(chatId: string): void {
    const known = chats.get(chatId)
    if (!known) return
    remove(known.title.pieces)
    for (const { pieces: ids } of known.messages.values()) remove(ids)
    chats.delete(chatId)
  }

  /** Lets the page do other things where a slice is over. */
  async function pause(): Promise<void> {
    if (performance.now() - sliceBegan < sliceMs) return
    await new Promise(resolve => setTimeout(resolve))
    sliceBegan = performance.now()
  }

  async function take(conversation: Conversation, signal: AbortSignal): Promise<void> {
    const { id: chatId } = conversation
    const known = chats.get(chatId)
    const title = titleOf(conversation)
    const messages = new Map(known?.messages)
    const named =
      known?.title.text === title ? known.title : { text: title, pieces: [add(titlePiece(chatId, title))] }
    if (known && named !== known.title) remove(known.title.pieces)
    // What has been done is written down at each step: it may be the last one.
    const keep = (through: Conversation) =>
      chats.set(chatId, { conversation: through, title: named, messages })
    const unfinished = { ...conversation }
    keep(unfinished)
    const ids = new Set(conversation.messages.map(({ id }) => id))
    for (const [id, { pieces: old }] of messages) {
      if (ids.has(id)) continue
      remove(old)
      messages.delete(id)
    }
    for (const message of conversation.messages) {
      const before = messages.get(message.id)
      if (before?.message === message) continue
      if (before) remove(before.pieces)
      const added: number[] = []
      messages.set(message.id, { message, pieces: added })
      // What is being written is taken in when it has ended.
      if (message.status === 'streaming') continue
      for (let start = 0; start < message.text.length; start += pieceLength - overlap) {
        if (characters >= limit) break
        added.push(
          add({
            chatId,
            title: '',
            message,
            text: normalise(message.text.slice(start, start + pieceLength)),
          }),
        )
        await pause()
        if (start + pieceLength >= message.text.length) break
      }
      if (signal.aborted) return
    }
    keep(conversation)
    await pause()
  }

  let last: Promise<unknown> = Promise.resolve()

  return {
    update(conversations, signal) {
      // One at a time: two would take in the same message.
      const updated = last.then(async () => {
        sliceBegan = performance.now()
        for (const id of [...chats.keys()]) if (!conversations.has(id)) forget(id)
        const newestFirst = [...conversations.values()].sort((a, b) => b.updatedAt - a.updatedAt)
        for (const conversation of newestFirst) {
          if (signal.aborted) return false
          if (chats.get(conversation.id)?.conversation !== conversation) await take(conversation, signal)
        }
        return !signal.aborted
      })
      last = updated.catch(() => {})
      return updated
    },

    search(query) {
      const { required, helpful } = cutQuery(query)
      if (required.length === 0) return []
      const words = new Map([...helpful, ...required].map(word => [word.term, word]))
      const results = index.search(query, {
        tokenize: () => [...words.keys()],
        processTerm: term => term,
        combineWith: 'OR',
        boost: { title: titleBoost },
        prefix: term => words.get(term)?.isPrefix === true,
        fuzzy: term => (words.get(term)?.isFuzzy === true ? 0.2 : false),
      })
      const found = new Map<string, Found>()
      for (const { id, score, terms, queryTerms } of results) {
        const piece = pieces.get(id)
        if (!piece) continue
        const chat = found.get(piece.chatId) ?? { messages: new Map<string, Part>() }
        found.set(piece.chatId, chat)
        const part = { piece, score, terms: shownTerms(terms, words), queryTerms: new Set(queryTerms) }
        if (!piece.message) chat.title = part
        else {
          const before = chat.messages.get(piece.message.id)
          // Pieces come best first; another one of the same message may have the words that this one lacks.
          if (before) for (const term of queryTerms) before.queryTerms.add(term)
          else chat.messages.set(piece.message.id, part)
        }
      }
      const hits: ChatHit[] = []
      for (const [chatId, { title, messages }] of found) {
        const conversation = chats.get(chatId)?.conversation
        if (!conversation) continue
        const has = (part: Part | undefined, term: string) => part?.queryTerms.has(term) === true
        const whole = [...messages.values()].filter(part =>
          required.every(({ term }) => has(part, term) || has(title, term)),
        )
        if (whole.length === 0 && !required.every(({ term }) => has(title, term))) continue
        hits.push({
          conversation,
          titleTerms: title?.terms ?? new Set(),
          messages: whole.flatMap(({ piece: { message, text }, terms, score }) =>
            message ? [{ message, text, terms, score }] : [],
          ),
          score: (title?.score ?? 0) + (whole[0]?.score ?? 0),
        })
      }
      return hits.sort((a, b) => b.score - a.score || b.conversation.updatedAt - a.conversation.updatedAt)
    },
  }
}

interface Part {
  readonly piece: Piece
  readonly score: number
  readonly terms: ReadonlySet<string>
  readonly queryTerms: Set<string>
}

interface Found {
  title?: Part
  /** By message id, best first. */
  readonly messages: Map<string, Part>
}

/** What is to be marked: of a pair that was found by its first character, that one alone. */
function shownTerms(terms: readonly string[], words: ReadonlyMap<string, QueryWord>): ReadonlySet<string> {
  const shown = terms.map(term => {
    const [first = ''] = term
    return !words.has(term) && words.get(first)?.isAlone === true ? first : term
  })
  return new Set(shown)
}

function titlePiece(chatId: string, title: string): Omit<Piece, 'id'> {
  return { chatId, title: normalise(title), text: '' }
}
