import { createStore } from 'zustand/vanilla'
import type { CallPlace } from '../abilities/tool.ts'
import type { AppLink, LinkState, OfferedTool } from './app-link.ts'

/** A link to an app that is what a test says: it answers by `answer`, and remembers what it was asked. */
export function linkTo(
  tools: readonly OfferedTool[],
  answer: (name: string, args: Readonly<Record<string, unknown>>) => unknown = () => null,
) {
  const asked: [name: string, args: Readonly<Record<string, unknown>>][] = []
  const store = createStore<LinkState>(() => ({ status: 'open', tools, ignored: {} }))
  const link: AppLink = {
    store,
    async call(name, args) {
      asked.push([name, args])
      return answer(name, args)
    },
    loaded() {},
    close() {},
  }
  return { link, asked }
}

/** Where a tool is called in tests. */
export const englishPlace: CallPlace = {
  signal: new AbortController().signal,
  language: 'en',
  now: 0,
  timeZone: 'UTC',
}
