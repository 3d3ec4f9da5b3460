import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isKeptOnUse } from './pdf-files-plugin.ts'

test('tables of simplified Chinese and what reads a PDF come with the page, the other tables when they are used', async () => {
  const folder = fileURLToPath(new URL('../../../../node_modules/pdfjs-dist/cmaps/', import.meta.url))
  const names = (await readdir(folder)).filter(name => name.endsWith('.bcmap'))
  const early = names.filter(name => isKeptOnUse(`pdf/cmaps/${name}`) === false)
  expect(names.length).toBeGreaterThan(150)
  expect(early).toEqual(
    expect.arrayContaining(['UniGB-UCS2-H.bcmap', 'GBK-EUC-H.bcmap', 'Adobe-GB1-UCS2.bcmap']),
  )
  expect(early.length).toBeLessThan(25)
  expect(isKeptOnUse('pdf/cmaps/UniJIS-UCS2-H.bcmap')).toBe(true)
  expect(isKeptOnUse('pdf/standard_fonts/FoxitSymbol.pfb')).toBe(false)
  expect(isKeptOnUse('assets/pdf.worker-Cs60St6Z.js')).toBe(false)
  expect(isKeptOnUse('assets/pdf-BZBbjlK1.js')).toBe(false)
  expect(isKeptOnUse('assets/webllm.worker-Cs60St6Z.js')).toBeUndefined()
})
