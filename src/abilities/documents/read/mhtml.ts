import { refuse } from './refuse.ts'

/** A page that a browser saved in one file. */
export interface SavedPage {
  readonly bytes: Uint8Array
  readonly charset?: string
}

/** The page in an MHTML file: its first part of HTML. Throws FaultError. */
export function pageOfMhtml(bytes: Uint8Array): SavedPage {
  const mail = latin1(bytes)
  const { head, body } = parted(mail)
  const boundary = /^content-type:.*?boundary="?([^"\r\n;]+)"?/im.exec(head)?.[1]
  const parts =
    boundary === undefined ? [mail] : body.split(new RegExp(`^--${escaped(boundary)}.*$`, 'm')).slice(1)
  const page = parts
    .map(part => parted(part.trimStart()))
    .find(part => /^content-type:\s*text\/html/im.test(part.head))
  if (!page) throw refuse('document-damaged', undefined, 'no page in it')
  const charset = /^content-type:[^\n]*charset="?([\w-]+)/im.exec(page.head)?.[1]
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(page.head)?.[1]?.toLowerCase()
  return { bytes: decoded(page.body, encoding), ...(charset !== undefined && { charset }) }
}

function parted(mail: string): { head: string; body: string } {
  const gap = /\r?\n\r?\n/.exec(mail)
  if (!gap) return { head: '', body: mail }
  // Long lines of a head go on in the next.
  const head = mail.slice(0, gap.index).replaceAll(/\r?\n[ \t]+/g, ' ')
  return { head, body: mail.slice(gap.index + gap[0].length) }
}

function decoded(body: string, encoding: string | undefined): Uint8Array {
  try {
    if (encoding === 'base64') return bytesOf(atob(body.replaceAll(/\s/g, '')))
  } catch {
    throw refuse('document-damaged', undefined, 'base64')
  }
  if (encoding !== 'quoted-printable') return bytesOf(body)
  const plain = body
    .replaceAll(/=[ \t]*\r?\n/g, '')
    .replaceAll(/=([\dA-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return bytesOf(plain)
}

/** One byte a letter: TextDecoder's "latin1" is windows-1252, which loses some. */
function latin1(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 8192)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return pieces.join('')
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, letter => letter.charCodeAt(0))
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
