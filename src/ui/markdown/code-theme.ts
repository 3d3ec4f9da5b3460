/** What a piece of code is; code.css gives each a colour in both themes. */
export const codeKinds = [
  'comment',
  'string',
  'number',
  'keyword',
  'function',
  'type',
  'property',
  'inserted',
  'deleted',
] as const
export type CodeKind = (typeof codeKinds)[number]

const scopes: Readonly<Record<CodeKind, readonly string[]>> = {
  comment: ['comment', 'punctuation.definition.comment', 'string.comment'],
  string: ['string', 'string.regexp', 'markup.inline.raw', 'constant.character.escape'],
  number: ['constant', 'constant.numeric', 'constant.language', 'variable.language', 'support.constant'],
  keyword: [
    'keyword',
    'storage',
    'storage.type',
    'storage.modifier',
    'keyword.control',
    'entity.name.tag',
    'markup.heading',
  ],
  function: ['entity.name.function', 'support.function', 'meta.function-call.generic', 'entity.name.command'],
  type: [
    'entity.name.type',
    'entity.name.class',
    'support.type',
    'support.class',
    'entity.other.inherited-class',
  ],
  property: [
    'entity.other.attribute-name',
    'support.type.property-name',
    'variable.other.property',
    'meta.object-literal.key',
    'entity.name.tag.yaml',
  ],
  inserted: ['markup.inserted'],
  deleted: ['markup.deleted'],
}

/** A colour that only stands for a kind: the page takes the real one from its own style. */
function standIn(kind: CodeKind): string {
  return `#0000${(codeKinds.indexOf(kind) + 1).toString(16).padStart(2, '0')}`
}

/** A theme whose colours are kinds. Operators are punctuation, and plain. */
export const codeTheme = {
  name: 'kinds',
  type: 'light' as const,
  fg: '#000000',
  bg: '#ffffff',
  settings: [
    ...codeKinds.map(kind => ({ scope: [...scopes[kind]], settings: { foreground: standIn(kind) } })),
    { scope: ['keyword.operator', 'punctuation'], settings: { foreground: '#000000' } },
    { scope: ['punctuation.definition.comment'], settings: { foreground: standIn('comment') } },
    { scope: ['punctuation.definition.string'], settings: { foreground: standIn('string') } },
  ],
}

/** The kind that a colour of the theme stands for; undefined for plain code. */
export function kindOfColour(colour: string | undefined): CodeKind | undefined {
  return codeKinds[Number.parseInt(colour?.slice(1) ?? '0', 16) - 1]
}
