/** The address that brings a person to a chat, from anywhere on this device. By itself: link.ts is no part of a start. */
export function chatLink(chatId: string): string {
  return `web+hermit:chat/${chatId}`
}
