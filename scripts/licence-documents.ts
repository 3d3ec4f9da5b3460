import type { Part } from './licence-parts.ts'
import { bsd2, bsd3, mit } from './licence-terms.ts'

const bsdMozilla = bsd2('Copyright (c) 2024-2025, Mozilla Foundation')

/** What pdf.js brings: tables of letters, and lines that others wrote. Its other fonts and its .wasm files are not shipped. */
export const documentParts: readonly Part[] = [
  {
    name: 'CMap resources of Adobe',
    licence: 'BSD-3-Clause',
    source: 'https://github.com/adobe-type-tools/cmap-resources',
    text: bsd3('Copyright 1990-2009 Adobe Systems Incorporated.\nAll rights reserved.', {
      holder: 'Adobe Systems Incorporated',
    }),
  },
  {
    name: 'core-js',
    version: '3.48.0',
    licence: 'MIT',
    source: 'https://github.com/zloirock/core-js',
    text: mit(
      'Copyright (c) 2013–2025 Denis Pushkarev (zloirock.ru)\nCopyright (c) 2025–2026 CoreJS Company (core-js.io)',
    ),
  },
  {
    name: 'Foxit fonts (Symbol, Dingbats)',
    licence: 'BSD-3-Clause',
    source: 'https://pdfium.googlesource.com/pdfium',
    text: bsd3('Copyright 2014 PDFium Authors. All rights reserved.', { holder: 'Google Inc.' }),
  },
  {
    name: 'Scripts of pdf.js.openjpeg and pdf.js.qcms',
    licence: 'BSD-2-Clause',
    source: 'https://github.com/mozilla/pdf.js.openjpeg',
    text: bsdMozilla,
  },
]
