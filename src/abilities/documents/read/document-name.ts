import type { DocumentKind } from '../document.ts'

/** Kinds by how a file's name ends. */
const kinds: Readonly<Record<Exclude<DocumentKind, 'code'>, string>> = {
  pdf: 'pdf',
  docx: 'docx docm dotx',
  epub: 'epub',
  html: 'html htm xhtml mhtml mht',
  markdown: 'md markdown mdown mkd',
  text: 'txt text log rst adoc org tex srt vtt',
  csv: 'csv tsv tab',
}

const code = `astro bash bat c cc clj cljs cmake conf cpp cs css cxx dart diff ex exs erl env fish fs go gradle graphql groovy h
hpp hs htaccess ini java jl js json json5 jsonl jsx kt kts less lisp lua m mjs cjs ml mm nim nix pas patch php pl pm
proto properties ps1 py pyi r rb rs sass scala scm scss sh sol sql svelte swift tcl tf toml ts tsx v vb vue wat xml xsl
yaml yml zig zsh`

const kindOf: ReadonlyMap<string, DocumentKind> = new Map([
  ...Object.entries(kinds).flatMap(([kind, names]) =>
    // The cast holds: the keys of the list are kinds.
    names.split(' ').map((name): [string, DocumentKind] => [name, kind as DocumentKind]),
  ),
  ...code.split(/\s/).map((name): [string, DocumentKind] => [name, 'code']),
])

/** Names without an ending that are source code, and those that are texts. */
const whole =
  /^(?:makefile|dockerfile|gemfile|rakefile|cmakelists\.txt|jenkinsfile|\.gitignore|\.editorconfig)$/i
const plain = /^(?:readme|licen[cs]e|copying|changelog|notice|authors)$/i

/** The kind that a file's name promises; undefined for a name that promises nothing known. */
export function kindByName(name: string): DocumentKind | undefined {
  if (whole.test(name)) return 'code'
  if (plain.test(name)) return 'text'
  return kindOf.get(endingOf(name))
}

/** What stands after the last dot, in lower case; '' where there is none. */
export function endingOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/**
 * Whether a file's name says that it is a document. Others can still be read where they turn out to be text
 * (readDocument says so, or refuses).
 */
export function isDocumentName(name: string): boolean {
  return kindByName(name) !== undefined
}
