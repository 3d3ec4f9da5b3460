import { vi } from 'vitest'
import type { GenerateRequest } from '../engines/engine.ts'
import { createScriptedEngine, type ScriptedOptions } from '../engines/scripted.ts'
import { scriptedCard } from '../engines/scripted-card.ts'
import { type ChatOptions, createChat, messagesInView } from './chat.ts'

interface ChatExtras extends Pick<ChatOptions, 'readAhead' | 'passages' | 'callTools'> {
  readonly commit?: ChatOptions['records']['commit']
  readonly model?: Partial<
    Pick<ChatOptions['model'], 'maxAnswerTokens' | 'thinking' | 'wake' | 'writer' | 'processor'>
  >
}

/** A context of 600 tokens, 256 of them kept for the answer. */
const card = { ...scriptedCard, contextTokens: 600 }

/** A chat over the scripted engine, as app.ts puts it together; records go into a set. */
export async function openChat(
  options: ScriptedOptions = {},
  stored: [string, unknown][] | null = [],
  more: ChatExtras = {},
) {
  const engine = createScriptedEngine({
    tokensPerSecond: Number.POSITIVE_INFINITY,
    reply: 'Yes indeed.',
    ...options,
  })
  for await (const _ of engine.load({ card, files: [] }, new AbortController().signal)) {
    // Loading.
  }
  const requests: GenerateRequest[] = []
  const dirty = new Set<string>()
  const deleted = new Set<string>()
  const { commit = async () => {} } = more
  let ids = 0
  const chat = createChat({
    model: {
      writer: () => ({ modelName: 'Scripted', engineId: 'scripted', build: 'none' }),
      ...more.model,
      contextTokens: () => card.contextTokens,
      generate(request, signal) {
        requests.push(request)
        return engine.generate(request, signal)
      },
      countTokens: messages => engine.countTokens(messages),
    },
    records: {
      markDirty: key => dirty.add(key),
      markDeleted: key => deleted.add(key),
      commit,
      flush: async () => {},
      refresh: async () => {},
    },
    now: () => 1000 + ids,
    newId: () => `id${ids++}`,
    onFrame: callback => setTimeout(callback, 1),
    ...(more.readAhead && { readAhead: more.readAhead }),
    ...(more.passages && { passages: more.passages }),
    ...(more.callTools && { callTools: more.callTools }),
  })
  if (stored) chat.kept.takeIn(stored, 'full')
  const idle = () => vi.waitUntil(() => chat.store.getState().running.size === 0)
  const texts = () => messagesInView(chat.store.getState()).map(({ text }) => text)
  return { chat, idle, texts, requests, dirty, deleted, state: chat.store.getState }
}
