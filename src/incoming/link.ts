/*
 * `web+hermit:` addresses, which any page and any program can have a person follow. They bring a person to a place or bring
 * words with them; none of them sends, deletes, fetches or has a model do anything.
 *
 *   web+hermit:new?text=WORDS        a new chat with WORDS as a draft
 *   web+hermit:chat/ID               a chat on this device
 *   web+hermit:document/ID           a document of the library
 *   web+hermit:translate?text=WORDS  the translator, which gets WORDS when the person says so
 */
import * as z from 'zod/mini'
import { withoutHidden } from './share.ts'

const id = z.string().check(z.regex(/^[\w.-]{1,200}$/))
const text = z.optional(z.string().check(z.maxLength(100_000)))
const linkSchema = z.union([
  z.object({ to: z.literal('new'), text }),
  z.object({ to: z.literal('chat'), id }),
  z.object({ to: z.literal('document'), id }),
  z.object({ to: z.literal('translate'), text }),
])

/** Where a link leads, and what it brings. */
export type Link = z.infer<typeof linkSchema>

/** The link of an address; undefined for any that Hermit does not know. */
export function parseLink(address: string): Link | undefined {
  // With and without "//": browsers and systems write both.
  const parts = /^web\+hermit:(?:\/\/)?([a-z]+)(?:\/([^/?#]+))?\/?(?:\?([^#]*))?$/.exec(address.trim())
  if (!parts) return undefined
  const [, to, part, query = ''] = parts
  const parameters = new URLSearchParams(query)
  const given = {
    to,
    ...(part !== undefined && { id: part }),
    ...Object.fromEntries([...parameters].map(([name, value]) => [name, withoutHidden(value)])),
  }
  return linkSchema.safeParse(given).data
}
