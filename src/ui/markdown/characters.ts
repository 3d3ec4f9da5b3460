/** Characters that turn the order of letters round: what is read is then not what is there. */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g

/** The same, and those that take no room at all. */
const unseen = /[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** More of them in one piece are noise: they are dropped. */
const mostMarks = 200

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML that shows exactly this text, in an element or in a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] ?? character)
}

/** Without the controls that could make a link's words read otherwise than they are. */
export function withoutBidiControls(text: string): string {
  return text.replace(bidiControls, '')
}

/** Code as HTML: what cannot be seen is marked, and turns nothing round outside of its mark. Copies stay exact. */
export function codeHtml(code: string): string {
  let marks = 0
  return escaped(code).replace(unseen, character => {
    marks += 1
    return marks > mostMarks ? '' : `<span class="unseen" title="${codePoint(character)}">${character}</span>`
  })
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** The direction in which a text begins, by its first letter. */
export function directionOf(text: string): 'rtl' | 'ltr' {
  const letter = /\p{L}/u.exec(text)?.[0] ?? ''
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter) ? 'rtl' : 'ltr'
}
