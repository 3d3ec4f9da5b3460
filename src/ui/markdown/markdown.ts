import {
  Lexer,
  Marked,
  type MarkedOptions,
  Parser,
  Renderer,
  type Token,
  Tokenizer,
  type Tokens,
  type TokensList,
} from 'marked'
import { parsePlaceAddress } from '../place-address.ts'
import { codeHtml, directionOf, escaped, withoutBidiControls } from './characters.ts'
import { formulaExtensions } from './formulas.ts'
import { type LinkTarget, linkTarget, namesPlace, seemsElsewhere } from './link-address.ts'

/** Deeper than any writer goes; each level costs marked a pass over the text. */
const deepest = 16
/** What one paragraph may have before it is shown as it is: marked's emphasis takes the square of these, and more. */
const most = { characters: 8000, marks: 400, spaces: 200 }
const marks = [/[*_~]/g, /[[<]/g, /[`$@]/g]
/** A longer address is none to follow; marked takes the square of its length. In characters. */
const longestAddress = 2000
/** Cells of a table; more, and it stays text. */
const mostCells = 3000
const harmlessTag = /^<\/?(?:br|sub|sup|kbd)[ ]*\/?>/i

/** Marked's lexer, which gives up on what is nested or entangled beyond reason and keeps it as text. */
class GuardedLexer extends Lexer {
  #blockDepth = 0
  #inlineDepth = 0

  override blockTokens(source: string, tokens?: Token[], isClipped?: boolean): Token[]
  override blockTokens(source: string, tokens?: TokensList, isClipped?: boolean): TokensList
  override blockTokens(source: string, tokens: Token[] = [], isClipped = false): Token[] {
    if (this.#blockDepth >= deepest) {
      tokens.push({ type: 'paragraph', raw: source, text: source, tokens: [asText(source)] })
      return tokens
    }
    this.#blockDepth += 1
    super.blockTokens(source, tokens, isClipped)
    this.#blockDepth -= 1
    return tokens
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (this.#inlineDepth >= deepest || isEntangled(source)) {
      tokens.push(asText(source))
      return tokens
    }
    this.#inlineDepth += 1
    super.inlineTokens(source, tokens)
    this.#inlineDepth -= 1
    return tokens
  }
}

function asText(source: string): Tokens.Text {
  return { type: 'text', raw: source, text: source, escaped: false }
}

function isEntangled(source: string): boolean {
  if (source.length < most.spaces) return false
  if (source.length > most.characters || source.includes(' '.repeat(most.spaces))) return true
  return marks.some(mark => (source.match(mark)?.length ?? 0) > most.marks)
}

/** No HTML but a few tags that only set letters; no reference definitions, which would change what was drawn. */
class OurTokenizer extends Tokenizer {
  override html(): undefined {}
  override def(): undefined {}
  /** Two tildes; one is "about", or a home folder. */
  override del(source: string, masked: string, before = ''): Tokens.Del | undefined {
    return source.startsWith('~~') ? super.del(source, masked, before) : undefined
  }
  override url(source: string): Tokens.Link | undefined {
    const isLong = source.length > longestAddress && !/\s/.test(source.slice(0, longestAddress))
    return isLong ? undefined : super.url(source)
  }
  override table(source: string): Tokens.Table | undefined {
    const columns = source.slice(0, source.indexOf('\n')).split('|').length
    const lines = source.slice(0, source.search(/\n[ \t]*\n/)).split('\n').length
    return columns * lines > mostCells ? undefined : super.table(source)
  }
  override tag(source: string): Tokens.Tag | undefined {
    const raw = harmlessTag.exec(source)?.[0]
    if (raw === undefined) return undefined
    return { type: 'html', raw, text: raw, inLink: false, inRawBlock: false, block: false }
  }
}

/** HTML with what Hermit's own style and listeners need; nothing in it can load anything. */
class OurRenderer extends Renderer {
  #isInLink = false

  override code({ raw, text, lang }: Tokens.Code): string {
    const language = /^[\w+#.-]{1,30}/.exec(lang ?? '')?.[0].toLowerCase() ?? ''
    const isOpen = /^ {0,3}(?:`{3}|~{3})/.test(raw) && !/\n {0,3}(?:`{3,}|~{3,})[ \t]*\n?$/.test(raw)
    return `<div class="code-box" data-language="${escaped(language)}"${isOpen ? ' data-open=""' : ''}><pre><code>${codeHtml(text.replace(/\n$/, ''))}</code></pre></div>\n`
  }

  override codespan({ text }: Tokens.Codespan): string {
    return `<code>${codeHtml(text)}</code>`
  }

  /** The page has headings of its own: an answer's begin at the third level. */
  override heading({ tokens, depth }: Tokens.Heading): string {
    const level = Math.min(6, depth + 2)
    return `<h${level} dir="auto" class="heading-${depth}">${this.parser.parseInline(tokens)}</h${level}>\n`
  }

  override paragraph({ tokens }: Tokens.Paragraph): string {
    return `<p dir="auto">${this.parser.parseInline(tokens)}</p>\n`
  }

  override blockquote({ raw, tokens }: Tokens.Blockquote): string {
    return `<blockquote dir="${directionOf(raw)}">\n${this.parser.parse(tokens)}</blockquote>\n`
  }

  override list({ raw, ordered, start, items }: Tokens.List): string {
    const name = ordered ? 'ol' : 'ul'
    const from = ordered && start !== 1 ? ` start="${start}"` : ''
    const body = items.map(item => this.listitem(item)).join('')
    return `<${name} dir="${directionOf(raw)}"${from}>\n${body}</${name}>\n`
  }

  override listitem({ task, tokens }: Tokens.ListItem): string {
    return `<li${task ? ' class="task"' : ''}>${this.parser.parse(tokens)}</li>\n`
  }

  override checkbox({ checked }: Tokens.Checkbox): string {
    return `<span class="task-mark" role="img"${checked ? ' data-checked=""' : ''}></span> `
  }

  override table(token: Tokens.Table): string {
    return `<div class="table-box">${super.table(token).replace('<table>', `<table dir="${directionOf(token.raw)}">`)}</div>\n`
  }

  override tablecell({ header, align, tokens }: Tokens.TableCell): string {
    const name = header ? 'th' : 'td'
    const side = align ? ` class="align-${align}"` : ''
    return `<${name} dir="auto"${side}>${this.parser.parseInline(tokens)}</${name}>\n`
  }

  override html({ text }: Tokens.HTML | Tokens.Tag): string {
    return harmlessTag.test(text) ? text.toLowerCase() : escaped(text)
  }

  override link({ href, text, tokens, autolink }: Tokens.Link): string {
    const wasInLink = this.#isInLink
    this.#isInLink = true
    const label = withoutBidiControls(autolink ? escaped(text) : this.parser.parseInline(tokens))
    this.#isInLink = wasInLink
    if (parsePlaceAddress(href)) {
      return `<a class="link" role="link" tabindex="0" data-place="${escaped(href)}">${label}</a>`
    }
    const target = linkTarget(href)
    if (!target) return autolink ? label : `${label} (${shortened(href)})`
    return anchor(target, label, withoutBidiControls(text))
  }

  /** Never loaded: a link that says it is an image. */
  override image({ href, text }: Tokens.Image): string {
    const label = escaped(withoutBidiControls(text))
    if (this.#isInLink) return label
    const target = linkTarget(href)
    if (!target) return `<span class="image">${label}${label === '' ? '' : ' '}(${shortened(href)})</span>`
    return `<span class="image">${anchor(target, label, text)}</span>`
  }
}

function anchor(target: LinkTarget, label: string, text: string): string {
  const isElsewhere = seemsElsewhere(text, target)
  const place =
    isElsewhere || !namesPlace(text, target)
      ? `<span class="link-place"> ${escaped(target.place)}</span>`
      : ''
  const address = escaped(target.href)
  return `<a class="link" role="link" tabindex="0" data-address="${address}"${isElsewhere ? ' data-elsewhere=""' : ''} title="${address}">${label}${place}</a>`
}

/** A refused address as the text that it is; a picture as data may be a megabyte of it. */
function shortened(address: string): string {
  const text = withoutBidiControls(address)
  return escaped(text.length > 80 ? `${text.slice(0, 80)}…` : text)
}

const options: MarkedOptions = {
  ...new Marked({ gfm: true, breaks: true, extensions: [...formulaExtensions] }).defaults,
  tokenizer: new OurTokenizer(),
  renderer: new OurRenderer(),
}

/** The blocks of a Markdown text, newlines as "\n". Their `raw` put together is the text. */
export function lexBlocks(source: string): readonly Token[] {
  return new GuardedLexer(options).lex(source)
}

/** The HTML of one block; '' for the room between blocks. To be sanitised before it is shown. */
export function blockHtml(token: Token): string {
  return new Parser(options).parse([token])
}

/** A piece of text that is shown as it is. */
export function plainHtml(text: string): string {
  return `<div class="plain" dir="auto">${escaped(text)}</div>\n`
}
