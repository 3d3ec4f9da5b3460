import type { TokenizerAndRendererExtension, Tokens } from 'marked'
import { escaped } from './characters.ts'

/** A longer "formula" is none, or one to hold up the page with: it stays text. */
const longestFormula = 2000

/** "$5 and $10" are prices: a formula does not begin or end with a space, nor is it a number and a word. */
const inlineDollars = /^\$(?![\s$])((?:\\[^\n]|[^\\$\n`])+?)(?<!\s)\$(?![A-Za-z0-9$])/u
const inlineDouble = /^\$\$(?!\$)((?:\\[\s\S]|[^\\$])+?)\$\$/
const inlineRound = /^\\\(([^\n]+?)\\\)/
const inlineSquare = /^\\\[([\s\S]+?)\\\]/
const price = /^\d[\d.,]*(?:\s+|-)\p{L}{2,}/u
/** Lines of a paragraph that look like the start of a formula and are none: after so many, the rest is not looked at. */
const mostTries = 8
const blankLine = /\n[ \t]*\n/

const blockDouble = /^ {0,3}\$\$(?!\$)((?:\\[\s\S]|[^\\$])+?)\$\$[ \t]*(?:\n|$)/
const blockSquare = /^ {0,3}\\\[([\s\S]+?)\\\][ \t]*(?:\n|$)/
const blockStartOrBlank = /\n(?:[ \t]*\n| {0,3}(?:\$\$|\\\[))/g

function accepted(match: RegExpExecArray | null): { readonly raw: string; readonly tex: string } | undefined {
  const [raw, inner] = match ?? []
  if (raw === undefined || inner === undefined || raw.length > longestFormula || blankLine.test(raw)) {
    return undefined
  }
  const tex = inner.trim()
  return tex === '' ? undefined : { raw, tex }
}

function inlineFormula(source: string): Tokens.Generic | undefined {
  const near = source.slice(0, longestFormula + 1)
  const display = accepted(inlineDouble.exec(near)) ?? accepted(inlineSquare.exec(near))
  if (display) return { type: 'formula', ...display, isDisplay: true }
  const dollars = accepted(inlineDollars.exec(near))
  const inline = dollars && !price.test(dollars.tex) ? dollars : accepted(inlineRound.exec(near))
  return inline && { type: 'formula', ...inline, isDisplay: false }
}

function blockFormula(source: string): Tokens.Generic | undefined {
  const near = source.slice(0, longestFormula + 1)
  const found = accepted(blockDouble.exec(near)) ?? accepted(blockSquare.exec(near))
  // At the cut edge of what was looked at, the end of the line has not been seen.
  if (!found || (found.raw.length === near.length && near.length < source.length)) return undefined
  return { type: 'formulaBlock', ...found, isDisplay: true }
}

/** Where a line of this paragraph begins that is a formula on its own and so ends the paragraph. */
function nextBlockFormula(source: string): number | undefined {
  let tries = 0
  for (const { 0: found, index } of source.matchAll(blockStartOrBlank)) {
    if (found.endsWith('\n')) return undefined
    if (blockFormula(source.slice(index + 1))) return index + 1
    tries += 1
    if (tries === mostTries) break
  }
  return undefined
}

function render({ raw, tex, isDisplay }: Tokens.Generic): string {
  return `<span class="formula" data-tex="${escaped(String(tex))}"${isDisplay ? ' data-display=""' : ''}>${escaped(String(raw).trim())}</span>`
}

/** What makes marked see formulas: $…$, $$…$$, \(…\), \[…\]. They come out as elements that still show their source. */
export const formulaExtensions: readonly TokenizerAndRendererExtension[] = [
  {
    name: 'formula',
    level: 'inline',
    start: source => nonNegative(source.indexOf('$')),
    tokenizer: source => (/^(?:\$|\\[([])/.test(source) ? inlineFormula(source) : undefined),
    renderer: render,
  },
  {
    name: 'formulaBlock',
    level: 'block',
    start: nextBlockFormula,
    tokenizer: source => (/^ {0,3}(?:\$\$|\\\[)/.test(source) ? blockFormula(source) : undefined),
    renderer: token => `<div class="formula-box">${render(token)}</div>\n`,
  },
]

function nonNegative(index: number): number | undefined {
  return index === -1 ? undefined : index
}
