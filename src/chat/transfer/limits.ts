/** How much of a file Hermit takes in at once. The numbers are Hermit's own: well beyond what a person has written. */
export const importLimits = {
  /** Of the file, and of what a zip inflates to. */
  bytes: 256 * 1024 * 1024,
  /** A million messages are no conversation any more. */
  messages: 300_000,
  chats: 50_000,
  /** Exports nest about ten levels deep; what a tool answered may be JSON of its own. */
  depth: 200,
  /** Files in a zip: ChatGPT's holds every picture as well. */
  zipEntries: 100_000,
} as const

export type ImportLimits = { readonly [Key in keyof typeof importLimits]: number }
