import type { LanguageRegistration } from 'shiki/core'

const value = ['comment', 'quoted', 'reference', 'constant'].map(name => ({ include: `#${name}` }))
/** Up to a colon that ends a key. */
const keyEnd = '(?=\\s*:(?:\\s|$))'

/** YAML, as far as colours need it: keys, strings, blocks of text, numbers and words, anchors, comments. */
export const yamlGrammar: LanguageRegistration = {
  name: 'yaml',
  scopeName: 'source.yaml',
  repository: {
    comment: { match: '(?<=^|\\s)#.*$', name: 'comment.line.yaml' },
    quoted: {
      patterns: [
        {
          begin: '"',
          end: '"',
          name: 'string.quoted.double.yaml',
          patterns: [{ match: '\\\\.', name: 'constant.character.escape.yaml' }],
        },
        { begin: "'", end: "'(?!')", name: 'string.quoted.single.yaml', patterns: [{ match: "''" }] },
      ],
    },
    key: {
      patterns: [
        { match: `"(?:[^"\\\\]|\\\\.)*"${keyEnd}`, name: 'entity.name.tag.yaml' },
        { match: `'(?:[^']|'')*'${keyEnd}`, name: 'entity.name.tag.yaml' },
        {
          match: `(?<=^|[\\s{,])[^\\s"'#&*!|>\\[\\]{},:?-][^#:,{}\\[\\]]*?${keyEnd}`,
          name: 'entity.name.tag.yaml',
        },
        { match: '<<(?=\\s*:)', name: 'keyword.control.yaml' },
      ],
    },
    // Its lines are indented further than the line that begins it.
    block: {
      begin: '^(\\s*)(.*?)(?<=[\\s:-])([|>][-+\\d]*)\\s*(?=$|#)',
      beginCaptures: {
        2: { patterns: [{ include: '#key' }, ...value] },
        3: { name: 'keyword.control.yaml' },
      },
      while: '^(?:\\1\\s+|\\s*$)',
      contentName: 'string.unquoted.block.yaml',
    },
    reference: {
      patterns: [
        { match: '(?<=^|\\s)[&*][^\\s,\\[\\]{}]+', name: 'entity.name.type.yaml' },
        { match: '(?<=^|\\s)![^\\s,\\[\\]{}]*', name: 'storage.type.yaml' },
        { match: '^(?:---|\\.\\.\\.)(?=\\s|$)|^%.*$', name: 'keyword.control.yaml' },
      ],
    },
    constant: {
      patterns: [
        {
          match:
            '(?<=^|[\\s\\[,:])(?:true|false|yes|no|on|off|null|~|[-+]?(?:0[xo])?[\\d.][\\d._a-fA-F]*(?:e[-+]?\\d+)?)(?=\\s*(?:$|[,\\]}]|\\s#))',
          name: 'constant.language.yaml',
        },
      ],
    },
  },
  patterns: [{ include: '#block' }, { include: '#key' }, ...value],
}
