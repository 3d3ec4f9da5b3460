/** A draft in the device's own app: its address, and who it goes to there; no one where only a name was said. */
export interface Draft {
  readonly href: string
  readonly to: readonly string[]
}

/** Longest address that apps take, in letters; above `sureLength` some, on Windows, open without the text. */
export const longestDraft = 16_000
export const sureLength = 2000

/** What HTML takes for an address of mail (its pattern for `type=email`), with letters of every script. */
const mailAddress =
  /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{M}\p{N}-]{1,63}(?:\.[\p{L}\p{M}\p{N}-]{1,63})+$/u

/**
 * A draft of mail by RFC 6068: `to` is one address or several, or a name, which mail apps know and Hermit does not.
 * Nothing in it can become a field of its own. Undefined where it would be longer than `longestDraft`.
 */
export function mailDraft(to: string, subject?: string, body?: string): Draft | undefined {
  const named = to.split(/[,;，；、\s]+/).filter(word => word !== '')
  const addresses = named.every(word => mailAddress.test(word)) ? named : []
  const fields = [
    subject === undefined ? undefined : `subject=${encoded(oneLine(subject))}`,
    body === undefined ? undefined : `body=${encoded(body)}`,
  ].filter(field => field !== undefined)
  // The "@" may stand as it is; all else that means something in an address is encoded.
  const path = addresses.map(address => encoded(address).replace('%40', '@')).join(',')
  return fitting(`mailto:${path}${fields.length > 0 ? `?${fields.join('&')}` : ''}`, addresses)
}

/** A draft of a text message by RFC 5724; `to` is a telephone number, or a name. Undefined where it would be too long. */
export function textMessageDraft(to: string, body: string): Draft | undefined {
  const digits = to.replaceAll(/[\s().-]/g, '')
  const isNumber = /^\+?\d{3,15}$/.test(digits)
  // The "?&" is what both of the large phone systems understand.
  return fitting(`sms:${isNumber ? digits : ''}?&body=${encoded(body)}`, isNumber ? [digits] : [])
}

function fitting(href: string, to: readonly string[]): Draft | undefined {
  return href.length > longestDraft ? undefined : { href, to }
}

/** Line breaks as mail has them; no other control characters, and no half letters, which cannot be encoded. */
function encoded(text: string): string {
  const plain = text
    .replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .replaceAll('\n', '\r\n')
  return encodeURIComponent(plain).replaceAll(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

const oneLine = (text: string) => text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
