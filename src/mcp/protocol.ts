import * as z from 'zod/mini'
import type { Fault } from '../fault.ts'
import { offerSchema } from './offer.ts'
import { outcomeSchema } from './outcome.ts'

/*
 * What the page and the worker say to each other. An asked question is answered by exactly one answer or one fault, also
 * when it was aborted. The worker knows a server by its address and what it was told to ask there; nothing else.
 */

const server = z.object({
  id: z.string(),
  url: z.string(),
  token: z.optional(z.string()),
})

const ask = z.discriminatedUnion('method', [
  /** Connects, and reads what the server offers. */
  z.object({ method: z.literal('open') }),
  z.object({ method: z.literal('call'), name: z.string(), args: z.record(z.string(), z.unknown()) }),
  z.object({ method: z.literal('prompt'), name: z.string(), args: z.record(z.string(), z.string()) }),
  z.object({ method: z.literal('resource'), uri: z.string() }),
  /** Ends the session with the server. */
  z.object({ method: z.literal('close') }),
])

const toWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mcp-ask'), id: z.number(), server, ask, limitMs: z.number() }),
  z.object({ type: z.literal('mcp-abort'), id: z.number() }),
  /** To be answered by 'mcp-pong'. */
  z.object({ type: z.literal('mcp-ping') }),
  /** Ends all sessions; answered by 'mcp-ended'. */
  z.object({ type: z.literal('mcp-end') }),
])

const answer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('offer'), offer: offerSchema }),
  z.object({ type: z.literal('outcome'), outcome: outcomeSchema }),
  z.object({ type: z.literal('closed') }),
])

const fault = z.object({
  code: z.string(),
  numbers: z.optional(z.record(z.string(), z.number())),
  detail: z.optional(z.string()),
})

const toPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mcp-answer'), id: z.number(), answer }),
  z.object({ type: z.literal('mcp-fault'), id: z.number(), fault }),
  /** The server says that what it offers has changed. */
  z.object({ type: z.literal('mcp-changed'), serverId: z.string(), offer: offerSchema }),
  z.object({ type: z.literal('mcp-pong') }),
  z.object({ type: z.literal('mcp-ended') }),
])

export type AskedServer = z.infer<typeof server>
export type Ask = z.infer<typeof ask>
export type Answer = z.infer<typeof answer>
export type ToWorker = z.infer<typeof toWorker>
export type ToPage = z.infer<typeof toPage>

/** What came to the worker, or undefined if it is none of our messages. */
export function parseToWorker(data: unknown): ToWorker | undefined {
  return toWorker.safeParse(data).data
}

/** What came to the page, or undefined if it is none of our messages. An answer that cannot be read is a fault. */
export function parseToPage(data: unknown): ToPage | undefined {
  const parsed = toPage.safeParse(data)
  if (parsed.success) return parsed.data
  const end = z.object({ type: z.literal('mcp-answer'), id: z.number() }).safeParse(data)
  if (!end.success) return undefined
  const { id } = end.data
  return { type: 'mcp-fault', id, fault: { code: 'crashed', detail: 'an unreadable answer of the worker' } }
}

/** A fault as it came through the port: both ends are of one build, so its code is one that is known. */
export function faultOf({ code, numbers, detail }: z.infer<typeof fault>): Fault {
  return {
    code: code as Fault['code'],
    ...(numbers && { numbers }),
    ...(detail !== undefined && { detail }),
  }
}
