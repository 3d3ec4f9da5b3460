import type { Conversation } from '../../chat/conversation.ts'
import type { Ability } from '../ability.ts'

/** What searching the chats is given by app.ts. */
export interface SearchParts {
  /** All chats, by id. */
  readonly conversations: () => ReadonlyMap<string, Conversation>
}

/** The search over all chats, for a model: a person has the box in the sidebar. */
export function createSearchAbility(parts: SearchParts): Ability {
  return {
    id: 'search',
    title: text => text.searchChats,
    tools: async () => (await import('./tools.ts')).searchTools(parts),
  }
}
