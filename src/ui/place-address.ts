/*
 * Addresses of places in Hermit itself, for links in what tools say: `hermit:notes/ID` is the view of notes with a target,
 * `hermit:chat/CHAT%23MESSAGE` a message. They lead nowhere else, and nothing happens by following one but that it is shown.
 */

/** A view by its ability, or 'chat', and what to show in it. */
export interface Place {
  readonly place: string
  readonly target?: string
}

const pattern = /^hermit:([a-z-]{1,40})(?:\/([\w%.~-]{1,600}))?$/

/** The address of a place. */
export function placeAddress(place: string, target?: string): string {
  // What encodeURIComponent leaves and Markdown would take for its own.
  const encoded = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
  return target === undefined
    ? `hermit:${place}`
    : `hermit:${place}/${encodeURIComponent(target).replaceAll(/[!'()*_]/g, encoded)}`
}

/** The place of an address; undefined for any other address. */
export function parsePlaceAddress(address: string): Place | undefined {
  const [, place, encoded] = pattern.exec(address) ?? []
  if (place === undefined) return undefined
  if (encoded === undefined) return { place }
  try {
    return { place, target: decodeURIComponent(encoded) }
  } catch {
    return undefined
  }
}
