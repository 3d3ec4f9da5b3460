/** A language that code is coloured in. */
export interface CodeLanguage {
  /** As shown above the code. */
  readonly label: string
  /** The ending of a file in it. */
  readonly ending: string
  /** Its grammar's name; undefined: it is shown without colours. */
  readonly grammar?: GrammarName
}

/** The grammars that the colouring worker can load, each a file of its own. */
export const grammarNames = [
  ...([
    'bash',
    'c',
    'cpp',
    'csharp',
    'css',
    'diff',
    'docker',
    'go',
    'html',
    'ini',
    'java',
    'javascript',
  ] as const),
  ...([
    'json',
    'jsx',
    'kotlin',
    'latex',
    'lua',
    'make',
    'markdown',
    'php',
    'powershell',
    'python',
    'r',
    'ruby',
  ] as const),
  ...(['rust', 'scala', 'sql', 'swift', 'tsx', 'typescript', 'xml', 'yaml'] as const),
]
export type GrammarName = (typeof grammarNames)[number]

/** Names as models write them after ```, with what they mean: grammar, label, ending. */
const rows: readonly (readonly [string, GrammarName | '', string, string])[] = [
  ['bash sh shell zsh console shellscript', 'bash', 'Shell', 'sh'],
  ['c h', 'c', 'C', 'c'],
  ['cpp c++ cc hpp cxx', 'cpp', 'C++', 'cpp'],
  ['csharp cs c#', 'csharp', 'C#', 'cs'],
  ['css', 'css', 'CSS', 'css'],
  ['diff patch', 'diff', 'Diff', 'diff'],
  ['docker dockerfile', 'docker', 'Dockerfile', 'dockerfile'],
  ['go golang', 'go', 'Go', 'go'],
  ['html htm', 'html', 'HTML', 'html'],
  ['ini conf cfg', 'ini', 'INI', 'ini'],
  ['java', 'java', 'Java', 'java'],
  ['javascript js mjs cjs node', 'javascript', 'JavaScript', 'js'],
  ['json json5 jsonc', 'json', 'JSON', 'json'],
  ['jsx', 'jsx', 'JSX', 'jsx'],
  ['kotlin kt', 'kotlin', 'Kotlin', 'kt'],
  ['latex tex', 'latex', 'LaTeX', 'tex'],
  ['lua', 'lua', 'Lua', 'lua'],
  ['make makefile', 'make', 'Makefile', 'mk'],
  ['markdown md', 'markdown', 'Markdown', 'md'],
  ['php', 'php', 'PHP', 'php'],
  ['powershell ps1 pwsh', 'powershell', 'PowerShell', 'ps1'],
  ['python py python3', 'python', 'Python', 'py'],
  ['r', 'r', 'R', 'R'],
  ['ruby rb', 'ruby', 'Ruby', 'rb'],
  ['rust rs', 'rust', 'Rust', 'rs'],
  ['scala', 'scala', 'Scala', 'scala'],
  ['sql mysql postgresql sqlite', 'sql', 'SQL', 'sql'],
  ['swift', 'swift', 'Swift', 'swift'],
  ['toml', 'ini', 'TOML', 'toml'],
  ['tsx', 'tsx', 'TSX', 'tsx'],
  ['typescript ts mts', 'typescript', 'TypeScript', 'ts'],
  ['xml svg', 'xml', 'XML', 'xml'],
  ['yaml yml', 'yaml', 'YAML', 'yaml'],
  ['csv', '', 'CSV', 'csv'],
  ['mermaid', '', 'Mermaid', 'mmd'],
]

const byName = new Map<string, CodeLanguage>(
  rows.flatMap(([names, grammar, label, ending]) =>
    names
      .split(' ')
      .map((name): [string, CodeLanguage] => [
        name,
        { label, ending, ...(grammar === '' ? {} : { grammar }) },
      ]),
  ),
)

/** The language of a name after ```; one that is not known goes by its name and is saved as text. */
export function codeLanguage(name: string): CodeLanguage {
  return byName.get(name) ?? { label: name, ending: 'txt' }
}
