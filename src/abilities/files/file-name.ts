/** Endings of files that hold text and that no system runs when they are opened. */
const textEndings: ReadonlySet<string> = new Set([
  ...[
    'txt',
    'md',
    'markdown',
    'csv',
    'tsv',
    'json',
    'xml',
    'yaml',
    'yml',
    'toml',
    'ini',
    'log',
    'tex',
    'bib',
    'srt',
  ],
  ...['vtt', 'css', 'ts', 'tsx', 'c', 'h', 'cpp', 'hpp', 'rs', 'go', 'java', 'kt', 'swift', 'sql', 'r'],
])

/** Names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/** Longest name, in letters: every file system takes 255 bytes. */
const longestName = 60

/**
 * A name that every system takes and that leads nowhere, for a file of text: what was said without what paths are made
 * of, with ".txt" behind it where its ending is none of a text's.
 *
 * @param day "2026-11-30", for a file without a name.
 */
export function safeFileName(said: string | undefined, day: string): string {
  const plain = (said ?? '')
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[\\/:*?"<>|]+/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[\s.~-]+|[\s.]+$/g, '')
  const [, stem = '', ending = ''] = /^(.*?)(?:\.([a-z0-9]{1,8}))?$/i.exec(plain) ?? []
  const isText = textEndings.has(ending.toLowerCase())
  const whole = isText ? stem : plain
  const short = Array.from(whole)
    .slice(0, longestName)
    .join('')
    .replace(/[\s.]+$/, '')
  const name = short === '' ? `hermit-${day}` : devices.test(short) ? `file-${short}` : short
  return `${name}.${isText ? ending : 'txt'}`
}
