/** What the first bytes of a file say that it is; undefined where they may be text. */
export type Sniffed = 'pdf' | 'zip' | 'compound' | 'other'

/** Beginnings of files that are no documents, in hexadecimal. */
const others = [
  '89504e47', // PNG
  'ffd8ff', // JPEG
  '47494638', // GIF
  '4949 2a00', // TIFF
  '4d4d002a',
  '52494646', // WebP, WAV, AVI
  '4d5a', // programs for Windows
  '7f454c46', // and for Linux
  'cafebabe', // Java, macOS
  'cffaedfe',
  '0061736d', // WebAssembly
  '1f8b', // gzip
  '425a68', // bzip2
  'fd377a585a', // xz
  '28b52ffd', // Zstandard
  '377abcaf271c', // 7z
  '526172211a07', // RAR
  '47475546', // GGUF
  '4f676753', // Ogg
  '664c6143', // FLAC
  '494433', // MP3
  '1a45dfa3', // Matroska
  '53514c69746520', // SQLite
  '774f4646', // fonts
  '774f4632',
].map(hex => hex.replaceAll(' ', ''))

/** Texts for machines: RTF and PostScript. */
const forMachines = ['7b5c727466', '25215053']

const compound = 'd0cf11e0a1b11ae1'

/** @param head The first 1,024 bytes of the file, or all of a shorter one. */
export function sniff(head: Uint8Array): Sniffed | undefined {
  const hex = Array.from(head.subarray(0, 12), byte => byte.toString(16).padStart(2, '0')).join('')
  if (/^504b0[357]0[468]/.test(hex)) return 'zip'
  if (hex.startsWith(compound)) return 'compound'
  // A short beginning that is also letters ("MZ", "ID3", "BZh") is one only where no text follows.
  if (others.some(magic => hex.startsWith(magic)) && (head[0] === 0xff || hasControls(head))) return 'other'
  if (forMachines.some(magic => hex.startsWith(magic)) || hex.slice(8, 16) === '66747970') return 'other' // or MP4, HEIC
  // Some programs write a few bytes before it.
  return latin1(head).includes('%PDF-') ? 'pdf' : undefined
}

/** Characters that no text has, whatever its encoding; UTF-16 has zeros. */
function hasControls(head: Uint8Array): boolean {
  return head.some(byte => byte < 9 || (byte > 13 && byte < 27) || byte === 0x7f)
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, byte => String.fromCharCode(byte)).join('')
}
