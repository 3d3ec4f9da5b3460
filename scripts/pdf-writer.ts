import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

/** One line of text on a page, in points from its lower left corner. */
export interface PlacedText {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly text: string
  readonly font?: FontName
  /** What is added to each space, to fill the line. */
  readonly wordSpace?: number
}

/** Fonts that no file has to carry; 'song' needs a reader's own tables of Chinese letters (UniGB-UCS2-H). */
export type FontName = 'times' | 'times-bold' | 'symbol' | 'song'

/** A picture of grey bytes that fills its page. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

export interface PdfPage {
  readonly texts: readonly PlacedText[]
  readonly picture?: Picture
}

export interface PdfOutline {
  readonly title: string
  /** From 0. */
  readonly page: number
}

export interface PdfFile {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly pages: readonly PdfPage[]
  readonly outline?: readonly PdfOutline[]
  /** What it is locked with, by RC4 with 40 bits: the oldest way, which every reader knows. */
  readonly password?: string
}

const fonts: Readonly<Record<FontName, string>> = {
  times: '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>',
  'times-bold': '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold /Encoding /WinAnsiEncoding >>',
  symbol: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>',
  song: `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [
<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000
/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>
/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /Ascent 880 /Descent -120
/CapHeight 880 /StemV 93 /ItalicAngle 0 /FontBBox [-25 -254 1000 880] >> >> ] >>`,
}

const pdfId = '6865726d69742d646f63756d656e7473'

/** Writes a PDF. The same file gives the same bytes, as far as deflate does. */
export function writePdf(file: PdfFile): Uint8Array {
  const objects: Buffer<ArrayBufferLike>[] = []
  const key = file.password === undefined ? undefined : lock(file.password)
  const add = (body: string | Buffer) =>
    objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'))
  const reserve = () => add('')
  const set = (number: number, body: string) => {
    objects[number - 1] = Buffer.from(body, 'latin1')
  }
  const secret = (bytes: Buffer, number: number) => (key ? rc4(objectKey(key.file, number), bytes) : bytes)
  const stream = (dictionary: string, bytes: Uint8Array) => {
    const number = objects.length + 1
    const packed = secret(deflateSync(bytes, { level: 9 }), number)
    const head = `<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`
    return add(Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream')]))
  }
  const words = (text: string, number: number) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
    return `<${secret(bytes, number).toString('hex')}>`
  }

  const pagesNumber = reserve()
  const fontNumbers = Object.entries(fonts).map(([name, body]) => `/${name} ${add(body)} 0 R`)
  const pageNumbers = file.pages.map(({ texts, picture }) => {
    const image =
      picture &&
      stream(
        `/Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} /ColorSpace /DeviceGray /BitsPerComponent 8`,
        picture.grey,
      )
    const drawn = picture ? `q ${file.width} 0 0 ${file.height} 0 0 cm /picture Do Q\n` : ''
    const content = stream('', Buffer.from(drawn + texts.map(show).join('\n'), 'latin1'))
    const images = image === undefined ? '' : `/XObject << /picture ${image} 0 R >>`
    return add(
      `<< /Type /Page /Parent ${pagesNumber} 0 R /MediaBox [0 0 ${file.width} ${file.height}] /Contents ${content} 0 R /Resources << /Font << ${fontNumbers.join(' ')} >> ${images} >> >>`,
    )
  })
  set(
    pagesNumber,
    `<< /Type /Pages /Count ${pageNumbers.length} /Kids [${pageNumbers.map(number => `${number} 0 R`).join(' ')}] >>`,
  )
  const outline = file.outline ?? []
  const outlines = outline.length > 0 ? reserve() : undefined
  if (outlines !== undefined) {
    const first = outlines + 1
    for (const [at, { title, page }] of outline.entries()) {
      const number = first + at
      const next = at + 1 < outline.length ? `/Next ${number + 1} 0 R` : ''
      const previous = at > 0 ? `/Prev ${number - 1} 0 R` : ''
      add(
        `<< /Title ${words(title, number)} /Parent ${outlines} 0 R ${previous} ${next} /Dest [${pageNumbers[page]} 0 R /Fit] >>`,
      )
    }
    set(
      outlines,
      `<< /Type /Outlines /First ${first} 0 R /Last ${first + outline.length - 1} 0 R /Count ${outline.length} >>`,
    )
  }
  const info = reserve()
  set(info, `<< /Title ${words(file.title, info)} >>`)
  const catalog = add(
    `<< /Type /Catalog /Pages ${pagesNumber} 0 R ${outlines === undefined ? '' : `/Outlines ${outlines} 0 R`} >>`,
  )
  const encrypt = key && add(key.dictionary)
  return assemble(
    objects,
    `/Root ${catalog} 0 R /Info ${info} 0 R ${encrypt === undefined ? '' : `/Encrypt ${encrypt} 0 R`}`,
  )
}

function assemble(objects: readonly Buffer[], trailer: string): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let length = parts[0]?.length ?? 0
  const push = (bytes: Buffer) => {
    parts.push(bytes)
    length += bytes.length
  }
  const offsets = objects.map((body, at) => {
    const offset = length
    push(Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
    return offset
  })
  const start = length
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`)
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${objects.length + 1} ${trailer} /ID [<${pdfId}> <${pdfId}>] >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

function show({ x, y, size, text, font = 'times', wordSpace = 0 }: PlacedText): string {
  const code =
    font === 'song'
      ? `<${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
      : `(${text.replaceAll(/[\\()]/g, '\\$&')})`
  return `BT /${font} ${size} Tf ${wordSpace.toFixed(3)} Tw ${x.toFixed(2)} ${y.toFixed(2)} Td ${code} Tj ET`
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const permissions = -4

/** The key of a file and what it says of it: PDF 1.4, 3.5.2, revision 2. */
function lock(password: string): { readonly file: Buffer; readonly dictionary: string } {
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), padding]).subarray(0, 32)
  const owner = rc4(md5(padded).subarray(0, 5), padded)
  const allowed = Buffer.alloc(4)
  allowed.writeInt32LE(permissions)
  const file = md5(Buffer.concat([padded, owner, allowed, Buffer.from(pdfId, 'hex')])).subarray(0, 5)
  const user = rc4(file, padding)
  return {
    file,
    dictionary: `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P ${permissions} >>`,
  }
}

function objectKey(file: Buffer, number: number): Buffer {
  return md5(Buffer.concat([file, Buffer.from([number & 255, number >> 8, 0, 0, 0])])).subarray(0, 10)
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest()
}

/** OpenSSL has it no more. */
function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  const swap = (a: number, b: number) => {
    const kept = state[a] ?? 0
    state[a] = state[b] ?? 0
    state[b] = kept
  }
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  let i = 0
  let j = 0
  return Buffer.from(
    bytes.map(byte => {
      i = (i + 1) & 255
      j = (j + (state[i] ?? 0)) & 255
      swap(i, j)
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0)
    }),
  )
}
