/** A text that means the same as Markdown: what would be a sign there stays the letter that it is. */
export function asMarkdown(text: string): string {
  return (
    text
      .replaceAll(/[\\`*_{}[<>#|~$!&]/g, '\\$&')
      // "\[" to "\]" would be a formula, as "\(" to "\)" would; and without "]" no link needs a bracket.
      .replaceAll(']', '&#93;')
      // What begins a list or a heading does so at the beginning of a line only.
      .replaceAll(/^(\s*)([-+=])/gm, '$1\\$2')
      .replaceAll(/^(\s*\d+)([.)])/gm, '$1\\$2')
      // An address would become a link: its colon or its dots are taken apart from it by nothing that is seen.
      .replaceAll(/\b(https?|ftp|mailto):/gi, '$1\\:')
      .replaceAll(/\bwww\./gi, 'www\\.')
  )
}

/** The same on one line, cut after so many letters. */
export function asMarkdownLine(text: string, most = 300): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= most) return asMarkdown(line)
  // Never between the halves of one character.
  const end = /[\uD800-\uDBFF]/.test(line.charAt(most - 1)) ? most - 1 : most
  return `${asMarkdown(line.slice(0, end).trimEnd())}…`
}

/** What is read of a tool's Markdown: without the signs of links, quotations and emphasis, and none escaped. */
export function fromMarkdown(markdown: string | undefined): string | undefined {
  return markdown
    ?.replaceAll(/^> ?/gm, '')
    .replaceAll(/(?<!\\)\[((?:\\.|[^\\\]])*)\]\([^\s()]*\)/g, '$1')
    .replaceAll(/(?<!\\)\*\*?((?:\\.|[^\\*])+)(?<!\\)\*\*?/g, '$1')
    .replaceAll(/ {2}$/gm, '')
    .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&#93;', ']')
}
