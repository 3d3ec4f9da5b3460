import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, allBlocks, type Blocks, noBlocks } from './blocks.ts'
import { blockHtml, lexBlocks } from './markdown.ts'

const html = (blocks: Blocks) => allBlocks(blocks).map(block => block.html)

/** The whole text parsed in one go by marked, which knows nothing of blocks that are finished. */
function parsed(text: string): string[] {
  const tokens = lexBlocks(text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd'))
  return tokens.map(blockHtml).filter(each => each !== '')
}

const words = fc.constantFrom(
  ...[
    'word',
    'a',
    '*b*',
    '**bold',
    'end**',
    '`code`',
    '`',
    '[x](http://a.org)',
    '[ref]',
    '![i](u)',
    '<div>',
    '$x$',
  ],
  ...[
    '$5',
    '\\[',
    '\\]',
    '$$',
    '\\(y\\)',
    '|',
    'a | b',
    '&amp;',
    '~~no~~',
    'http://b.org',
    '=',
    '-',
    '中文',
    'שלום',
  ],
)
const line = fc.array(words, { minLength: 1, maxLength: 3 }).map(parts => parts.join(' '))
const lines = fc.array(line, { minLength: 1, maxLength: 2 }).map(each => each.join('\n'))

const indented = (text: string, by: string) => text.split('\n').join(`\n${by}`)
const leaf = fc.oneof(
  lines,
  line.map(text => `## ${text}`),
  lines.map(text => `${text}\n===`),
  lines.map(text => `${text}\n---`),
  fc.constantFrom('---', '***', '- - -', '<!-- c -->', '<div>', '</div>', '<pre>'),
  lines.map(text => `\`\`\`js\n${text}\n\n${text}\n\`\`\``),
  lines.map(text => `~~~\n${text}\n~~~ `),
  lines.map(text => `\`\`\`\n${text}`),
  lines.map(text => `    ${indented(text, '    ')}`),
  lines.map(text => `    ${indented(text, '    ')}\n\n    ${text}`),
  fc.tuple(line, line).map(([a, b]) => `| ${a} | ${b} |\n|---|:-:|\n| ${b} | ${a} |\n${a}|${b}`),
  line.map(text => `[ref]: http://c.org "${text}`),
  line.map(text => `[ref]: http://c.org\n\n[ref] ${text}`),
  lines.map(text => `$$\n${text}\n$$`),
  lines.map(text => `\\[\n${text}\n\\]`),
)
const { block } = fc.letrec<{ block: string; item: string }>(tie => ({
  block: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc
      .array(tie('item'), { minLength: 1, maxLength: 2 })
      .map(items => items.map(i => `- ${indented(i, '  ')}`).join('\n')),
    fc
      .array(tie('item'), { minLength: 1, maxLength: 2 })
      .map(items => items.map(i => `* ${indented(i, '  ')}`).join('\n\n')),
    fc
      .array(tie('item'), { minLength: 1, maxLength: 2 })
      .map(items => items.map((i, n) => `${n + 1}. ${indented(i, '   ')}`).join('\n')),
    tie('item').map(item => `> ${indented(item, '> ')}`),
    fc.tuple(tie('item'), line).map(([item, lazy]) => `> ${indented(item, '> ')}\n${lazy}`),
    tie('item').map(item => `- [ ] ${indented(item, '  ')}`),
  ),
  item: fc.array(tie('block'), { minLength: 1, maxLength: 2 }).map(blocks => blocks.join('\n\n')),
}))
const garbage = fc.string({ unit: fc.constantFrom(...'ab1.)-*+_>#`~|:=$\\[]()<!& \t\n\n\r'), maxLength: 20 })
const between = fc.constantFrom(
  '\n\n',
  '\n\n',
  '\n\n',
  '\n',
  '\n\n\n',
  '\n \n',
  '\n\t\n',
  '\r\n\r\n',
  '\r\r',
  '\n\n ',
  '\n\f\n',
  '',
)
const markdown = fc
  .array(fc.tuple(fc.oneof({ weight: 8, arbitrary: block }, { weight: 1, arbitrary: garbage }), between), {
    minLength: 1,
    maxLength: 3,
  })
  .map(parts => parts.flat().join('').slice(0, 160))

function isParsedAtEveryLetter(text: string): void {
  let blocks = noBlocks
  for (let end = 1; end <= text.length; end++) {
    const prefix = text.slice(0, end)
    blocks = advance(blocks, prefix)
    // toEqual on each of 20,000 prefixes would take minutes.
    if (html(blocks).join('') !== parsed(prefix).join('')) expect(html(blocks)).toEqual(parsed(prefix))
  }
}

describe('blocks of a growing text', () => {
  it('are at every letter what a full parse of the text so far gives', () => {
    fc.assert(
      fc.property(markdown, text => isParsedAtEveryLetter(text.slice(0, 80))),
      { numRuns: 400 },
    )
  }, 20_000)

  it.each([
    'word\n\f\na\n- b\n', // marked takes the second line for blank, until a list follows
    '> a\n- b\nc\n===\n',
    '- a\n\n\n  b\n\nc\n',
    '1. a\n2) b\n- c\n',
  ])('are so in %j', isParsedAtEveryLetter)

  it('are the same wherever the stream is cut', () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat({ max: 40 }), { maxLength: 12 }), (text, steps) => {
        let blocks = noBlocks
        let end = 0
        for (const step of steps) {
          end += step
          blocks = advance(blocks, text.slice(0, end))
        }
        expect(html(advance(blocks, text))).toEqual(parsed(text))
      }),
      { numRuns: 400 },
    )
  })

  it('stay the same objects once they are finished', () => {
    fc.assert(
      fc.property(markdown, text => {
        const half = advance(noBlocks, text.slice(0, text.length / 2))
        const all = advance(half, text)
        for (const [at, block] of half.groups.flat().entries()) expect(all.groups.flat()[at]).toBe(block)
      }),
      { numRuns: 100 },
    )
  })

  it('begin anew for another text', () => {
    expect(html(advance(advance(noBlocks, '# One\n\nTwo\n\n'), '- three'))).toEqual(parsed('- three'))
  })
})

describe('a text beyond reason', () => {
  const repeated = (part: string, length: number) =>
    part.repeat(Math.ceil(length / part.length)).slice(0, length)
  const texts: Record<string, string> = {
    'one line': repeated('word ', 60_000),
    'one word': repeated('a', 60_000),
    'one list': Array.from({ length: 3000 }, (_, at) => `${at + 1}. item ${at + 1}`).join('\n'),
    'one piece of code': `\`\`\`\n${repeated('x = 1\n', 120_000)}`,
    'one table': `a|b\n-|-\n${repeated('c|d\n', 40_000)}`,
    'lines without a blank one': repeated('# Head\nText *and* text\n', 40_000),
  }

  it.each(Object.keys(texts))('is cut alike in one go and in pieces: %s', name => {
    const text = texts[name] ?? ''
    const whole = html(advance(noBlocks, text))
    let blocks = noBlocks
    for (let end = 0; end < text.length; end += 7919) blocks = advance(blocks, text.slice(0, end))
    expect(html(advance(blocks, text))).toEqual(whole)
    let windows = noBlocks
    do windows = advance(windows, text, 1)
    while (!windows.isWhole)
    expect(html(windows)).toEqual(whole)
  })

  it('keeps a long list a list, with its numbers', () => {
    const blocks = html(advance(noBlocks, texts['one list'] ?? ''))
    expect(blocks.length).toBeGreaterThan(1)
    expect(blocks.every(each => each.startsWith('<ol'))).toBe(true)
    expect(blocks.join('').match(/<li>/g)).toHaveLength(3000)
    expect(blocks[1]).toMatch(/^<ol dir="ltr" start="\d+">\n<li>item (\d+)/)
  })

  it('keeps long code in one piece', () => {
    const text = `\`\`\`py\n${repeated('x = 1\n\n', 44_800)}\`\`\``
    expect(html(advance(noBlocks, text))).toHaveLength(1)
    expect(html(advance(noBlocks, `${text}\n\nEnd`))).toHaveLength(2)
  })

  it('keeps longer code code, and a long table a table, in pieces that lose nothing', () => {
    const code = html(advance(noBlocks, `\`\`\`py\n${repeated('x = 1\n\n', 175_000)}\`\`\`\n\nEnd`))
    expect(code.at(-1)).toBe('<p dir="auto">End</p>\n')
    expect(code.slice(0, -1).every(each => each.startsWith('<div class="code-box" data-language="py"'))).toBe(
      true,
    )
    expect(code.join('').match(/x = 1/g)).toHaveLength(25_000)
    const rows = Array.from({ length: 2000 }, (_, at) => `| row ${at} | ${at} |\n`).join('')
    const table = html(advance(noBlocks, `| a | b |\n| - | - |\n${rows}\nEnd`))
    expect(table.at(-1)).toBe('<p dir="auto">End</p>\n')
    expect(table.slice(0, -1).every(each => each.startsWith('<div class="table-box">'))).toBe(true)
    expect(table.join('').match(/>row \d/g)).toHaveLength(2000)
  })
})
