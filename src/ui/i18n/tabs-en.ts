/** What is said in English of chats that several tabs have open. */
export const tabsEn = {
  writtenElsewhere: 'Another tab is writing this answer.',
  busyElsewhere: 'Another tab is writing an answer in this chat: you can send when it has ended.',
}
