import { linkTarget } from '../../ui/markdown/link-address.ts'

/** An address on the web that may be opened. */
export interface WebAddress {
  readonly href: string
  /** 'example.org:8080' */
  readonly host: string
}

/**
 * The web address that was said: "example.org" is taken as https. Undefined for what is none, for every other kind of
 * address (`javascript:`, `file:`, …) and for one with a name before the host, which only looks like another place.
 */
export function webAddress(said: string): WebAddress | undefined {
  const text = said.trim().replace(/^<(.*)>$/, '$1')
  const isWhole =
    /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+\.[^/:]+:\d/.test(text) && !/^localhost:\d/i.test(text)
  const target = linkTarget(isWhole ? text : `https://${text}`)
  if (target?.kind !== 'web') return undefined
  const { username, password, hostname } = new URL(target.href)
  if (username || password || !isHost(hostname)) return undefined
  return { href: target.href, host: target.place }
}

/** A word alone is no host: "open door". */
function isHost(name: string): boolean {
  return name === 'localhost' || /^\[.+\]$/.test(name) || /^[^.\s]+(?:\.[^.\s]+)+\.?$/.test(name)
}

/** Longest name of a place, in letters. */
const longestPlace = 200

/** Where OpenStreetMap shows a place. Undefined where nothing was named, or a whole text. */
export function mapAddress(place: string): WebAddress | undefined {
  const query = place.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
  if (query === '' || query.length > longestPlace) return undefined
  const url = new URL('https://www.openstreetmap.org/search')
  url.searchParams.set('query', query)
  return { href: url.href, host: url.host }
}
