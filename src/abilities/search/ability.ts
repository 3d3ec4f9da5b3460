import type { ChatHit } from '../../chat/finding/search-index.ts'
import type { Ability } from '../ability.ts'

/** What searching the chats is given by app.ts. */
export interface SearchParts {
  /** Chats that have all words of a query, best first. An abort ends it with the signal's reason. */
  find(query: string, signal: AbortSignal): Promise<readonly ChatHit[]>
}

/** The search over all chats, for a model: a person has the box in the sidebar. */
export function createSearchAbility(parts: SearchParts): Ability {
  return {
    id: 'search',
    title: text => text.searchChats,
    tools: async () => (await import('./tools.ts')).searchTools(parts),
  }
}
