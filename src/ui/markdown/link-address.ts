/** Where a link leads, once it is known to be one that a person may follow. */
export interface LinkTarget {
  readonly kind: 'web' | 'mail'
  /** The whole address as a browser would ask for it: hosts in ASCII, so that look-alike letters show. */
  readonly href: string
  /** 'example.org:8080', or who gets the mail. */
  readonly place: string
}

/** Longer addresses are no use to a reader and a way out for a chat's text. */
const longestAddress = 2048

const controlCharacters = /\p{Cc}/u
const hostInText = /(?:^|[\s/@(])((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?=$|[\s/:?#),.])/u

/** What an address in an answer leads to. Undefined for all that is neither web nor mail: it is shown as text. */
export function linkTarget(address: string): LinkTarget | undefined {
  const plain = address.replaceAll('&amp;', '&')
  if (plain.length > longestAddress || controlCharacters.test(plain)) return undefined
  if (!/^(?:https?:\/\/|mailto:)/i.test(plain) || !URL.canParse(plain)) return undefined
  const url = new URL(plain)
  if (url.protocol === 'mailto:') {
    const place = safelyDecoded(url.pathname)
    return place.includes('@') ? { kind: 'mail', href: url.href, place } : undefined
  }
  return { kind: 'web', href: url.href, place: url.host }
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Whether the words of a link already say where it leads. */
export function namesPlace(text: string, target: LinkTarget): boolean {
  return text.toLowerCase().includes(target.place.toLowerCase())
}

/** Whether the words of a link look like an address at another host than the one it leads to. */
export function seemsElsewhere(text: string, target: LinkTarget): boolean {
  const named = hostInText.exec(text.toLowerCase())?.[1]
  if (named === undefined || target.kind !== 'web') return false
  const host = withoutWww(new URL(target.href).hostname)
  const said = URL.canParse(`http://${named}`) ? new URL(`http://${named}`).hostname : named
  return withoutWww(said) !== host && !looksLikeFile(named)
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '')
}

/** "main.py" in a link's text is a file and no host, unless an address follows. */
function looksLikeFile(name: string): boolean {
  return /^[\w-]+\.(?:md|py|js|ts|rs|go|sh|txt|html|css|json|java|c|h|cc|cpp|rb|php|pdf|zip)$/.test(name)
}
