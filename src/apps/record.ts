import * as z from 'zod/mini'
import { isSame, mergeItems } from '../storage/three-way.ts'

/** Key of the record in the database. */
export const appsKey = 'apps'

/** Letters of a name. */
export const longestName = 60

const appSchema = z.object({
  id: z.string().check(z.regex(/^[0-9a-z-]{6,64}$/)),
  name: z.string().check(z.minLength(1), z.maxLength(longestName)),
  /** Where it is. Only this page's origin may speak for it. */
  url: z.string().check(z.refine(url => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))),
  /** Milliseconds since the epoch. */
  addedAt: z.number().check(z.nonnegative()),
})

/** An app that the person has added. */
export type AppRecord = z.infer<typeof appSchema>

/** The whole record, for a backup that is all or nothing. */
export const appsSchema = z.object({
  apps: z._default(z.array(appSchema), []),
  /** Whether Hermit offers its own tools to the browser, by WebMCP. */
  offersTools: z._default(z.boolean(), false),
})

export type AppsRecord = z.infer<typeof appsSchema>

/** The record off the disk; an app that makes no sense is left out. */
export function parseApps(value: unknown): AppsRecord {
  const whole = appsSchema.safeParse(value)
  if (whole.success) return whole.data
  const { apps, offersTools } = Object(value) as { readonly apps?: unknown; readonly offersTools?: unknown }
  return {
    apps: Array.isArray(apps) ? apps.flatMap(app => appSchema.safeParse(app).data ?? []) : [],
    offersTools: offersTools === true,
  }
}

/** One out of two tabs' records: what one added or removed is so; of two names, the one given here. */
export function mergeApps(base: AppsRecord, mine: AppsRecord, theirs: AppsRecord): AppsRecord {
  return {
    apps: mergeItems(base.apps, mine.apps, theirs.apps, {
      merge: (was, here, there) => (isSame(here, was) ? there : here),
      isBefore: (a, b) => a.addedAt < b.addedAt,
    }),
    offersTools: mine.offersTools === base.offersTools ? theirs.offersTools : mine.offersTools,
  }
}

/** Why an address cannot be opened here. */
export type AddressProblem = 'no-address' | 'itself' | 'elsewhere'

/**
 * Reads the address of an app. What can be opened is what the page's policy lets into a frame (`pwa/headers.ts`): a page
 * of Hermit's own origin, or one that this device serves.
 *
 * @param home Hermit's own address.
 */
export function readAddress(
  text: string,
  home: string,
): { readonly url: string } | { readonly problem: AddressProblem } {
  const trimmed = text.trim()
  if (trimmed === '') return { problem: 'no-address' }
  // "localhost:3000" would be read as a scheme.
  const withScheme = /^(localhost|127\.0\.0\.1)(:|\/|$)/.test(trimmed) ? `http://${trimmed}` : trimmed
  if (!URL.canParse(withScheme, home)) return { problem: 'no-address' }
  const url = new URL(withScheme, home)
  const own = new URL('./', home)
  if (url.username !== '' || url.password !== '') return { problem: 'no-address' }
  if (url.origin === own.origin) {
    const isHermit = url.pathname === own.pathname || url.pathname === `${own.pathname}index.html`
    return isHermit ? { problem: 'itself' } : { url: url.href }
  }
  return isOnDevice(url) ? { url: url.href } : { problem: 'elsewhere' }
}

/** Whether this device itself serves a page, as the policy has it: over plain http, by one of two names. */
export function isOnDevice({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1')
}
