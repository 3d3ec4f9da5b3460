import * as z from 'zod/mini'
import { longestMessage, mostTools, offeredToolSchema, parseJson } from './app-link.ts'

/*
 * The bridge: WebMCP's shape over postMessage, for browsers without it and for apps of another origin. Both ends are
 * built from this file. All messages are JSON as text, so that their length is known before they are read.
 *
 *   app's page  ── ready ─────────▶  Hermit's window    says only that there is an app
 *   Hermit      ── open + port ───▶  app's page         to the app's origin alone
 *   app's page  ◀─ port ──────────▶  Hermit             tools, calls, results
 */

/** In every message, so that others on the same window are told apart. */
export const protocol = 'hermit-app'
export const protocolVersion = 1

const head = { protocol: z.literal(protocol), version: z.number() }

/** From the app's page to the window around it. */
export const readySchema = z.object({ ...head, type: z.literal('ready') })
/** Back, with the port. */
export const openSchema = z.object({ ...head, type: z.literal('open') })

const id = z.number().check(z.int(), z.nonnegative())

/** Over the port, from Hermit. 'list' asks for 'tools'. */
export const fromHermitSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('list') }),
  z.object({
    type: z.literal('call'),
    id,
    name: z.string(),
    args: z.record(z.string(), z.unknown()),
  }),
  z.object({ type: z.literal('cancel'), id }),
])

/** Over the port, from the app. 'tools' comes first, and again when they have changed. */
export const fromAppSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('tools'), tools: z.array(offeredToolSchema).check(z.maxLength(mostTools)) }),
  z.object({ type: z.literal('result'), id, value: z.unknown() }),
  /** The app did not do it, and says why. */
  z.object({ type: z.literal('error'), id, message: z.string().check(z.maxLength(500)) }),
])

export type FromHermit = z.infer<typeof fromHermitSchema>
export type FromApp = z.infer<typeof fromAppSchema>
type Hello = z.infer<typeof readySchema> | z.infer<typeof openSchema>

/** What came of a message: what it says, or what is wrong with it. */
export type Read<Message> = { readonly message: Message } | { readonly wrong: 'too-large' | 'malformed' }

/** Reads one message by its schema. */
export function readMessage<Message>(schema: z.ZodMiniType<Message>, data: unknown): Read<Message> {
  if (typeof data === 'string' && data.length > longestMessage) return { wrong: 'too-large' }
  const parsed = schema.safeParse(parseJson(data))
  return parsed.success ? { message: parsed.data } : { wrong: 'malformed' }
}

/** Whether a message on a window means to be of this protocol, whatever else is wrong with it. */
export function isOfProtocol(data: unknown): data is string {
  return typeof data === 'string' && data.slice(0, 200).includes(`"${protocol}"`)
}

/** A message as it is sent. */
export function written(message: FromHermit | FromApp | Hello): string {
  return JSON.stringify(message)
}
