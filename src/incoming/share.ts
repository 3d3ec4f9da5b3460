/*
 * What the system's share sheet hands over: words, an address, files. Any page that is open in this browser can send the same
 * form, so all of it is foreign: it is kept, shown, and becomes a draft. Nothing here acts. It is part of the service worker,
 * which a library would make a third larger.
 */

/** The most that one share may bring. */
export const shareLimits = { characters: 1_000_000, files: 20, bytes: 1_000_000_000 } as const

/** Words and files that were shared and not yet taken. */
export interface Share {
  readonly title: string
  readonly text: string
  readonly url: string
  readonly files: readonly File[]
}

/** Why a share did not arrive. 'no-worker': nobody was there to take it; 'not-kept': the disk would not have it. */
export type ShareProblem = 'too-much' | 'empty' | 'unreadable' | 'too-many-waiting' | 'not-kept' | 'no-worker'

/** The form of a share, or why it cannot be taken. */
export function readShareForm(form: Pick<FormData, 'get' | 'getAll'>): Share | ShareProblem {
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? withoutHidden(value) : ''
  }
  const files = form.getAll('files').filter(value => value instanceof File)
  // A form without files has one without a name.
  const real = files.filter(({ name, size }) => name !== '' || size > 0).map(renamed)
  const share = { title: field('title'), text: field('text'), url: field('url'), files: real }
  const { characters, files: most, bytes } = shareLimits
  const isLong = [share.title, share.text, share.url].some(({ length }) => length > characters)
  if (isLong || real.length > most || bytesOf(share) > bytes) return 'too-much'
  return draftOf(share) === '' && real.length === 0 ? 'empty' : share
}

/** How much its files are, in bytes. */
export function bytesOf({ files }: Pick<Share, 'files'>): number {
  return files.reduce((sum, { size }) => sum + size, 0)
}

/** Its words as a person would have written them: what says the same twice stands there once. */
export function draftOf({ title, text, url }: Pick<Share, 'title' | 'text' | 'url'>): string {
  const [heading, body, address] = [title.trim(), text.trim(), url.trim()]
  return [
    body.includes(heading) ? '' : heading,
    body,
    body.includes(address) || heading.includes(address) ? '' : address,
  ]
    .filter(part => part !== '')
    .join('\n\n')
}

/** Without signs that nobody sees, which can hide what a text says; line breaks, tabs and the joiners of scripts and emoji stay. */
export function withoutHidden(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, sign => {
    return sign === '\n' || sign === '\t' ? sign : ''
  })
}

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/epub+zip': 'epub',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/html': 'html',
  'text/csv': 'csv',
}

/** Some apps share files without an ending, which alone would say what they are. */
function renamed(file: File): File {
  const plain = withoutHidden(file.name)
    .replaceAll(/[\\/\n\t]+/g, ' ')
    .trim()
    .slice(-200)
  const ending = endings[file.type.split(';', 1)[0]?.trim().toLowerCase() ?? '']
  const base = plain === '' ? 'shared' : plain
  const name = /\.[a-z\d-]{1,16}$/i.test(base) || ending === undefined ? base : `${base}.${ending}`
  return name === file.name ? file : new File([file], name, { type: file.type })
}
