import * as z from 'zod/mini'

/** What is taken of a server at most; the rest is left out, and said so. */
export const offerLimits = {
  tools: 200,
  prompts: 100,
  resources: 500,
  /** Letters. */
  name: 120,
  description: 1000,
  uri: 2000,
  /** JSON of one tool's schema, in letters. */
  schema: 32_000,
  /** JSON of all schemas of a server, in letters: they lie in one record. */
  schemas: 512_000,
} as const

const name = z.string().check(z.minLength(1), z.maxLength(offerLimits.name))
const words = z.string().check(z.maxLength(offerLimits.description))

const toolSchema = z.object({
  /** As the server calls it. */
  name,
  title: z.optional(name),
  description: words,
  /** A JSON Schema that has passed `readSchema`; absent where the tool cannot be called. */
  schema: z.optional(z.record(z.string(), z.unknown())),
  /** The server says that it only reads: its word, which nobody has checked. */
  isReadOnly: z.boolean(),
  /** Why it cannot be called: its schema is none, or too much; it wants a way of calling that Hermit does not have. */
  problem: z.optional(z.enum(['schema', 'way'])),
})

const promptSchema = z.object({
  name,
  title: z.optional(name),
  description: words,
  args: z.array(z.object({ name, description: words, isRequired: z.boolean() })),
})

const resourceSchema = z.object({
  uri: z.string().check(z.minLength(1), z.maxLength(offerLimits.uri)),
  name,
  description: words,
  mimeType: z.optional(name),
  bytes: z.optional(z.number()),
})

/** What a server offers, cleaned: `read-offer.ts` makes it of what the server says. */
export const offerSchema = z.object({
  /** As it calls itself. */
  name,
  version: z.string().check(z.maxLength(offerLimits.name)),
  /** The version of the protocol that is spoken: a date. */
  protocol: z.string().check(z.maxLength(offerLimits.name)),
  tools: z.array(toolSchema),
  prompts: z.array(promptSchema),
  resources: z.array(resourceSchema),
  /** There was more than Hermit takes. */
  isCut: z.boolean(),
})

export type Offer = z.infer<typeof offerSchema>
export type OfferedTool = z.infer<typeof toolSchema>
export type OfferedPrompt = z.infer<typeof promptSchema>
export type OfferedResource = z.infer<typeof resourceSchema>
