import type { Conversation } from './conversation.ts'

/** All chats as one JSON file, readable by people and by a later import. */
export function chatsToJson(conversations: Iterable<Conversation>, now: number): string {
  const exportedAt = new Date(now).toISOString()
  return JSON.stringify(
    { format: 'hermit-chats', version: 1, exportedAt, chats: [...conversations] },
    null,
    2,
  )
}
