import * as z from 'zod/mini'
import type { Versions } from '../storage/kept.ts'
import { byId, mergeFields, mergeItems } from '../storage/three-way.ts'
import { readAddress } from './address.ts'
import { offerSchema } from './offer.ts'

/** A server as it is kept. */
export const serverSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,64}$/)),
  url: z.string().check(z.refine(url => readAddress(url) === url)),
  /** A bearer token. */
  token: z.optional(z.string()),
  /** Milliseconds since the epoch. */
  addedAt: z.number(),
  /** Its tools are offered to nobody. */
  isOff: z.boolean(),
  /** Tools that are switched off, by the server's names. */
  offTools: z.array(z.string()),
  /** What it offered when it was asked last; absent where it has never answered. */
  offer: z.optional(offerSchema),
})

/** A server that a person has added. */
export type McpServer = z.infer<typeof serverSchema>

/** Reads the record off the disk; a server of another shape is left out. */
export function parseServers(value: unknown): readonly McpServer[] {
  const record = z.object({ servers: z.array(z.unknown()) }).safeParse(value)
  const servers = record.data?.servers.flatMap(one => serverSchema.safeParse(one).data ?? []) ?? []
  return [...byId(servers).values()]
}

/** One record out of two: what each side has added, removed and changed. */
export function mergeServers({ base, mine, theirs }: Versions): unknown {
  const merge = (was: McpServer | undefined, here: McpServer, there: McpServer) =>
    // Fields of two servers of one shape.
    mergeFields(was ?? {}, here, there, one => one) as McpServer
  return {
    servers: mergeItems(parseServers(base), parseServers(mine), parseServers(theirs), {
      merge,
      isBefore: (a, b) => a.addedAt < b.addedAt,
    }),
  }
}

/** What a server is called: what it calls itself, with its host where that is not enough to tell it from others. */
export function nameOf(server: McpServer, all: readonly McpServer[]): string {
  const { host } = new URL(server.url)
  const name = server.offer?.name
  if (name === undefined) return host
  const isTaken =
    /hermit/i.test(name) || all.some(({ id, offer }) => id !== server.id && offer?.name === name)
  return isTaken ? `${name} (${host})` : name
}
