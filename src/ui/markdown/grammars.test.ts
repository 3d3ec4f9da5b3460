import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { describe, expect, it } from 'vitest'
import { codeTheme, kindOfColour } from './code-theme.ts'
import { withheldGrammars } from './grammars-plugin.ts'
import { yamlGrammar } from './yaml-grammar.ts'

/** What is named in scripts/licence-markdown.ts, by where it comes from: a grammar that is new here needs a look at its licence. */
const licensed: readonly string[] = [
  ...['bat', 'c', 'cpp', 'cpp-macro', 'csharp', 'css', 'diff', 'docker', 'go', 'html', 'ini', 'java'], // VS Code
  ...['javascript', 'json', 'jsx', 'latex', 'lua', 'make', 'markdown', 'php', 'powershell', 'python'], // VS Code
  ...['bash', 'ruby', 'rust', 'shellscript', 'sql', 'tex', 'tsx', 'typescript', 'xml'], // VS Code
  ...['graphql', 'kotlin', 'r', 'regexp', 'scala', 'swift'], // one each
]

const folder = join(dirname(createRequire(import.meta.url).resolve('@shikijs/langs/bash')))

/** The grammars that come into the build by way of one: itself and what it imports, without the withheld. */
async function shipped(name: string, seen: Set<string>): Promise<void> {
  if (seen.has(name) || withheldGrammars.some(each => each === name)) return
  seen.add(name)
  const source = await readFile(join(folder, `${name}.mjs`), 'utf8')
  for (const [, imported = ''] of source.matchAll(/^(?:import|export) .*?from '\.\/([\w-]+)\.mjs'/gm)) {
    await shipped(imported, seen)
  }
}

describe('grammars that are shipped', () => {
  it('are those whose licences are named', async () => {
    const worker = await readFile(new URL('./highlight.worker.ts', import.meta.url), 'utf8')
    const loaded = [...worker.matchAll(/import\('shiki\/langs\/([\w-]+)\.mjs'\)/g)].map(
      ([, name = '']) => name,
    )
    expect(loaded.length).toBeGreaterThan(25)
    const all = new Set<string>()
    for (const name of loaded) await shipped(name, all)
    expect([...all].filter(name => !licensed.includes(name))).toEqual([])
    expect(loaded.filter(name => withheldGrammars.some(each => each === name))).toEqual([])
  })
})

describe('the grammar of YAML', () => {
  it('tells keys, strings, numbers, blocks, anchors and comments apart', async () => {
    const highlighter = await createHighlighterCore({
      themes: [codeTheme],
      langs: [yamlGrammar],
      engine: createJavaScriptRegexEngine(),
    })
    const code = `# head
name: plain words
"quoted key": 'it''s'
list: [1, 2.5, true, "a"]
base: &base
  on: no
  url: http://a.org:80/#x
more: *base # tail
text: |
  # a line of it
  key: of it

next:
  - id: 0x1F
`
    const kinds = highlighter
      .codeToTokensBase(code, { lang: 'yaml', theme: codeTheme.name })
      .flat()
      .flatMap(({ content, color }) => {
        const kind = kindOfColour(color)
        return kind && content.trim() !== '' ? [`${kind} ${content.trim()}`] : []
      })
    expect(kinds).toEqual([
      'comment # head',
      'property name',
      'property "quoted key"',
      "string 'it''s'",
      'property list',
      ...['number 1', 'number 2.5', 'number true', 'string "a"'],
      'property base',
      'type &base',
      'property on',
      'number no',
      'property url',
      'property more',
      'type *base',
      'comment # tail',
      'property text',
      'keyword |',
      'string # a line of it',
      'string key: of it',
      'property next',
      'property id',
      'number 0x1F',
    ])
  })
})
