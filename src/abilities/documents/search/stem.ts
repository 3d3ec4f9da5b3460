/**
 * The stem of an English word, so that "payments", "paying" and "paid" … nearly meet: the first steps of Porter's
 * algorithm (plurals, -ed, -ing, -ly, -y), which change a word least. Words of other languages and numbers stay.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  return withoutY(withoutLy(withoutPast(withoutPlural(word))))
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1)
  if (/(ss|us|is)$/.test(word)) return word
  if (/(x|ch|sh|z)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

const vowel = /[aeiouy]/

function withoutPast(word: string): string {
  const match = /^(.*?)(eed|ied|ed|ing)$/.exec(word)
  const [, root = '', ending = ''] = match ?? []
  if (!match || root.length < 2 || !vowel.test(root)) return word
  if (ending === 'eed') return `${root}ee`
  if (ending === 'ied') return `${root}y`
  if (/(at|bl|iz|rc|rg|ns|ng|dg|[aeiou]s|[aeiou]v|[aeiou]c|ur)$/.test(root)) return `${root}e`
  // "stopped", "running"; but "falling", "missing".
  return /([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root
}

function withoutLy(word: string): string {
  return word.length > 5 && word.endsWith('ly') ? word.slice(0, -2) : word
}

/** A final e or y says nothing: "move" meets "moving", "happy" meets "happily". */
function withoutY(word: string): string {
  if (word.length > 4 && word.endsWith('e')) return word.slice(0, -1)
  return word.length > 4 && word.endsWith('y') ? `${word.slice(0, -1)}i` : word
}
