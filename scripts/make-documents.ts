/**
 * Writes the documents that the tests of reading use: src/abilities/documents/read/fixtures/.
 *   npx tsx scripts/make-documents.ts
 * A browser draws the scanned page. Where the texts come from: the README there.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import {
  alice,
  analects,
  artOfWar,
  cat,
  handbook,
  peachBlossomSpring,
  peachBlossomTraditional,
  western,
} from './document-texts.ts'
import { encodeText } from './encode-text.ts'
import { browserArguments, findBrowser } from './find-browser.ts'
import { aliceEpub, handbookDocx } from './office-writer.ts'
import { type BookPart, setBook, wrap } from './pdf-layout.ts'
import { type PdfPage, type Picture, type PlacedText, writePdf } from './pdf-writer.ts'
import { savedPage, savedPageInOne } from './saved-pages.ts'

const folder = fileURLToPath(new URL('../src/abilities/documents/read/fixtures', import.meta.url))
const write = (name: string, bytes: Uint8Array | string) => writeFile(join(folder, name), bytes)

const page = { width: 360, height: 540 }

/** Newton's "Opticks", the text beside the fixtures, as a book. */
async function opticks(): Promise<Uint8Array> {
  const text = await readFile(join(folder, 'opticks.txt'), 'utf8')
  const parts = text
    .trim()
    .split(/\n\n/)
    .map((part): BookPart => {
      // WinAnsi has these letters; what the fonts are called by is Latin-1.
      const words = part.replaceAll('\n', ' ')
      if (/^THE FIRST BOOK/.test(words)) return { kind: 'title', text: words }
      const isHeading =
        /^(?:PART|DEFINITIONS|AXIOMS|PROPOSITIONS|DEFIN\.|AX\.|PROP\.|FOOTNOTES|The PROOF|Exper\.)/.test(
          words,
        )
      return { kind: isHeading && words.length < 40 ? 'heading' : 'paragraph', text: words }
    })
  const { pages, outline } = setBook(parts, {
    ...page,
    margin: 50,
    size: 11,
    font: 'times',
    running: ['OPTICKS', 'The First Book, Part I'],
    pageNumber: String,
  })
  return writePdf({ ...page, title: 'Opticks, the First Book', pages, outline })
}

function chinese(): Uint8Array {
  const analectsParts = analects
    .trim()
    .split(/\n+/)
    .map((line): BookPart => {
      const text = line.replace(/^\u3000+/, '')
      return { kind: text === '论语' ? 'title' : /^..第.$/.test(text) ? 'heading' : 'paragraph', text }
    })
  const { pages, outline } = setBook([...peachBlossomSpring, ...artOfWar, ...analectsParts], {
    ...page,
    margin: 50,
    size: 12,
    font: 'song',
    running: ['古文选读', '古文选读'],
    pageNumber: number => `第 ${number} 页`,
  })
  return writePdf({ ...page, title: '古文选读', pages, outline })
}

/** Two columns, a list and a table, as a newsletter has them. */
function columns(): PdfPage {
  const texts: PlacedText[] = []
  const size = 10
  const column = (x: number, paragraphs: readonly string[]) => {
    let y = 450
    for (const text of paragraphs) {
      for (const line of wrap(text, 140, size, 'times', 0)) {
        texts.push({ x, y, size, text: line.text, wordSpace: line.wordSpace })
        y -= 13
      }
      y -= 8
    }
    return y
  }
  texts.push({ x: 30, y: 490, size: 20, text: 'The Lantern Bay Letter', font: 'times-bold' })
  const chapters = alice.flatMap(({ paragraphs }) => paragraphs).map(plain)
  column(30, [chapters[0] ?? '', chapters[2] ?? ''])
  column(190, [handbook.intro, chapters[3] ?? ''])
  let y = 150
  for (const rule of handbook.rules) {
    texts.push({ x: 30, y, size, text: '\xb7', font: 'symbol' })
    texts.push({ x: 38, y, size, text: rule })
    y -= 16
  }
  texts.push({ x: 30, y, size, text: 'abg', font: 'symbol' })
  y -= 24
  for (const row of handbook.fees) {
    for (const [at, cell] of row.entries()) texts.push({ x: 30 + at * 110, y, size, text: cell })
    y -= 14
  }
  return { texts }
}

/** Letters that WinAnsi has elsewhere than Unicode. */
function plain(text: string): string {
  return text.replaceAll(/[“”]/g, '"').replaceAll('’', "'").replaceAll('—', ' - ')
}

/** A page of the handbook as a scanner sees it: a little turned, in eight greys. */
async function scan(): Promise<Picture> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...browserArguments] })
  try {
    const tab = await browser.newPage()
    const picture = { width: 540, height: 810 }
    const lines = [handbook.title, '', handbook.intro, '', ...handbook.rules, '', handbook.note]
    const grey = await tab.evaluate(
      ({ width, height, texts }) => {
        const canvas = new OffscreenCanvas(width, height)
        const pen = canvas.getContext('2d')
        if (!pen) throw new Error('no canvas')
        pen.fillStyle = 'white'
        pen.fillRect(0, 0, width, height)
        pen.fillStyle = 'black'
        pen.font = '19px "DejaVu Serif", serif'
        pen.rotate(0.006)
        let y = 80
        for (const text of texts) {
          let line = ''
          for (const word of [...text.split(' '), undefined]) {
            if (word !== undefined && pen.measureText(`${line} ${word}`).width < width - 100) {
              line = `${line} ${word}`.trim()
              continue
            }
            pen.fillText(line, 50, y)
            y += 28
            line = word ?? ''
          }
        }
        const { data } = pen.getImageData(0, 0, width, height)
        return Array.from({ length: width * height }, (_, at) => Math.round((data[at * 4] ?? 0) / 36) * 36)
      },
      { ...picture, texts: lines },
    )
    return { ...picture, grey: Uint8Array.from(grey, value => Math.min(255, value)) }
  } finally {
    await browser.close()
  }
}

function rules(): PdfPage {
  return {
    texts: handbook.rules.map((text, at) => ({ x: 50, y: 450 - at * 40, size: 11, text })),
  }
}

function csv(): string {
  const rows = Array.from({ length: 60 }, (_, at) => {
    const berth = at + 1
    return `${berth},"Boat ""${['Curlew', 'Plover', 'Tern', 'Gannet'][at % 4]} ${berth}""",${6 + (at % 9)},"Berth ${berth}, ${at % 2 === 0 ? 'north' : 'south'} pier"`
  })
  return `Berth,Name,Length in m,Place\n${rows.join('\n')}\n`
}

function markdown(): string {
  return `---
title: ${handbook.title}
---

# ${handbook.title}

${handbook.intro}

## Rules

${handbook.rules.map((rule, at) => `${at + 1}. ${rule}`).join('\n')}

## Fees

| ${handbook.fees[0].join(' | ')} |
| --- | --- | --- |
${handbook.fees
  .slice(1)
  .map(row => `| ${row.join(' | ')} |`)
  .join('\n')}

> **Note:** ${handbook.note} See [the office](https://example.org/office "Office").

\`\`\`sh
# what the harbour's clock runs
chime --times 2

chime --end
\`\`\`
`
}

await mkdir(folder, { recursive: true })
const book = await opticks()
await write('opticks.pdf', book)
await write('chinese.pdf', chinese())
await write('columns.pdf', writePdf({ ...page, title: 'Untitled', pages: [columns()] }))
await write('locked.pdf', writePdf({ ...page, title: 'Locked', pages: [rules()], password: 'lantern' }))
await write('restricted.pdf', writePdf({ ...page, title: 'Restricted', pages: [rules()], password: '' }))
// Its last two thirds are gone, and with them what says where its pages are.
await write('broken.pdf', book.subarray(0, 20_000))
await write('handbook.docx', await handbookDocx())
await write('alice.epub', await aliceEpub())
await write('analects-gb18030.txt', encodeText(analects, 'gb18030'))
await write('peach-blossom-big5.txt', encodeText(peachBlossomTraditional, 'big5'))
await write('cat-shift-jis.txt', encodeText(cat, 'shift_jis'))
await write('albatros-latin1.txt', encodeText(western.replaceAll('’', "'"), 'windows-1252'))
await write('saved-page.html', savedPage())
await write('saved-page.mhtml', savedPageInOne())
await write('berths.csv', csv())
await write('handbook.md', markdown())

const picture = await scan()
await write('scanned.pdf', writePdf({ ...page, title: 'Scan', pages: [{ texts: [], picture }] }))
await write(
  'mixed.pdf',
  writePdf({ ...page, title: 'Mixed', pages: [rules(), { texts: [], picture }, { texts: [] }] }),
)
