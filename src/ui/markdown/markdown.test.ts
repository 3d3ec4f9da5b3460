import { describe, expect, it } from 'vitest'
import { blockHtml, lexBlocks } from './markdown.ts'

const html = (text: string) => lexBlocks(text).map(blockHtml).join('')

describe('Markdown as HTML', () => {
  it('shows HTML as the text that it is, but for tags that only set letters', () => {
    expect(html('a <div> and vector<int>')).toContain('a &lt;div&gt; and vector&lt;int&gt;')
    expect(html('<script>alert(1)</script>')).not.toContain('<script')
    expect(html('H<sub>2</sub>O <KBD>x</KBD>')).toContain('H<sub>2</sub>O <kbd>x</kbd>')
    expect(html('<sub onclick="a()">x')).toContain('&lt;sub onclick=&quot;a()&quot;&gt;x')
  })

  it('keeps all text escaped after a tag that marked would take for raw', () => {
    expect(html('<kbd> <img src=x> </kbd>')).toContain('&lt;img src=x&gt;')
    expect(html('<pre> a <img src=x>')).not.toContain('<img')
  })

  it('gives a link no address that a browser would follow, and says where it leads', () => {
    const link = html('[guide](https://example.org/a)')
    expect(link).not.toContain('href=')
    expect(link).toContain('data-address="https://example.org/a"')
    expect(link).toContain('> example.org</span>')
    expect(html('[example.org](https://example.org/a)')).not.toContain('link-place')
  })

  it('shows an address that cannot be followed', () => {
    expect(html('[read](./me.md)')).toBe('<p dir="auto">read (./me.md)</p>\n')
    expect(html('[x](javascript:alert(1))')).toBe('<p dir="auto">x (javascript:alert(1))</p>\n')
  })

  it('takes a picture for a link, and inside of a link for its words', () => {
    expect(html('![cat](https://a.org/c.png)')).toContain('<span class="image"><a class="link"')
    expect(html('[![cat](https://a.org/c.png)](https://b.org)').match(/<a /g)).toHaveLength(1)
    expect(html(`![cat](data:image/png;base64,${'A'.repeat(500)})`).length).toBeLessThan(200)
  })

  it('shows reference definitions as they are written: they could change what is drawn already', () => {
    expect(html('[a]: https://a.org\n\n[a]')).toBe(
      `<p dir="auto">[a]: ${anchorOf('https://a.org')}</p>\n<p dir="auto">[a]</p>\n`,
    )
  })

  it('says of code whether its end has come', () => {
    expect(html('```js\nx')).toContain('data-open')
    expect(html('```js\nx\n```')).not.toContain('data-open')
    expect(html('- ```js\n  x\n  ```')).not.toContain('data-open')
    expect(html('    x')).not.toContain('data-open')
  })

  it('names in code what cannot be seen', () => {
    expect(html('`a\u202eb`')).toContain('a<span class="unseen" title="U+202E">\u202e</span>b')
    expect(html('[a\u202eb](https://a.org)')).not.toContain('\u202e')
  })

  it('sets direction where a block begins so', () => {
    expect(html('- שלום')).toContain('<ul dir="rtl">')
    expect(html('- hello')).toContain('<ul dir="ltr">')
  })

  it('begins its headings under those of the page', () => {
    expect(html('# A\n\n###### B')).toContain('<h3 dir="auto" class="heading-1">A</h3>\n<h6')
  })

  it('strikes out by two tildes only', () => {
    expect(html('~5~ and ~~6~~')).toBe('<p dir="auto">~5~ and <del>6</del></p>\n')
  })
})

function anchorOf(address: string): string {
  return `<a class="link" role="link" tabindex="0" data-address="${address}/" title="${address}/">${address}</a>`
}

describe('formulas', () => {
  const formulas = (text: string) => [...html(text).matchAll(/data-tex="([^"]*)"/g)].map(([, tex]) => tex)

  it.each([
    ['so $x^2$ is', ['x^2']],
    ['so \\(x\\) and \\[y\\]', ['x', 'y']],
    ['$$\na\n= b\n$$', ['a\n= b']],
    ['text\n\\[\nz\n\\]\nmore', ['z']],
    ['设$x$为', ['x']],
    ['设 $x$ 为', ['x']],
    ['- item $a_1$', ['a_1']],
    ['| $a$ |\n|---|\n| $b$ |', ['a', 'b']],
  ])('are found: %s', (text, wanted) => {
    expect(formulas(text)).toEqual(wanted)
  })

  it.each([
    '$5 and $10',
    'US$5, or US$6',
    '$5-$10',
    '$HOME/$USER',
    '$ x $',
    '$5 to win$ ',
    '`$a$`',
    '\\$a$',
    '$$',
    '$a\n\nb$',
  ])('are not seen in: %s', text => expect(formulas(text)).toEqual([]))

  it('that are very long stay text', () => {
    expect(formulas(`$${'x'.repeat(3000)}$`)).toEqual([])
  })
})

describe('text made to hold a parser up', () => {
  const repeated = (part: string) => part.repeat(Math.ceil(16_000 / part.length)).slice(0, 16_000)

  it.each([
    '>',
    '> ',
    '- ',
    '[',
    '[a](',
    '![',
    '**_a',
    '__a_',
    'a**b',
    '<',
    '`a``',
    '|',
    '$a ',
    '[[a](b)](c) ',
  ])('is lexed in reasonable time: %s', part => {
    const since = performance.now()
    const shown = html(`${repeated(part)} end`)
    // Unguarded, the worst of these take seconds or throw; noise of a busy machine is far below.
    expect(performance.now() - since).toBeLessThan(1500)
    expect(shown).toContain('end')
  })

  it('keeps its words when it is given up on', () => {
    expect(html(`a${' '.repeat(500)}*b*`)).toContain('*b*')
    expect(html(`${'> '.repeat(40)}deep`)).toContain('deep')
  })
})
