import type { Part } from './licence-parts.ts'
import { mit, ofl } from './licence-terms.ts'

/** The version of tm-grammars, by its NOTICE, that @shikijs/langs was looked through with. */
const grammars: readonly { readonly name: string; readonly source: string; readonly holder: string }[] = [
  {
    name: 'Grammars of Visual Studio Code',
    source: 'https://github.com/microsoft/vscode',
    holder: 'Copyright (c) 2015 - present Microsoft Corporation',
  },
  {
    name: 'Grammar of GraphQL',
    source: 'https://github.com/graphql/vscode-graphql',
    holder: 'Copyright (c) 2018 Prisma Data Services <support@prisma.io>',
  },
  {
    name: 'Grammar of Kotlin',
    source: 'https://github.com/fwcd/vscode-kotlin',
    holder: 'Copyright (c) 2016 George Fraser\nCopyright (c) 2018 fwcd',
  },
  {
    name: 'Grammar of R',
    source: 'https://github.com/posit-dev/positron',
    holder: 'Copyright (c) 2025 Posit Software, PBC',
  },
  {
    name: 'Grammar of regular expressions (MagicPython)',
    source: 'https://github.com/MagicStack/MagicPython',
    holder: 'Copyright (c) 2015-present MagicStack Inc.  http://magic.io',
  },
  {
    name: 'Grammar of Scala',
    source: 'https://github.com/scala/vscode-scala-syntax',
    holder: 'Copyright (c) 2018 Nicolas Stucki',
  },
  {
    name: 'Grammar of Swift',
    source: 'https://github.com/jtbandes/swift-tmlanguage',
    holder: 'Copyright 2023 Jacob Bandes-Storch',
  },
]

/** What draws answers brings these: the fonts of formulas and the grammars that code is coloured by. */
export const markdownParts: readonly Part[] = [
  {
    name: 'KaTeX fonts',
    licence: 'OFL-1.1',
    source: 'https://github.com/KaTeX/katex-fonts',
    text: ofl(
      `Copyright (c) 2009-2010, Design Science, Inc. (<www.mathjax.org>)
Copyright (c) 2014-2018 Khan Academy (<www.khanacademy.org>),
with Reserved Font Names KaTeX_AMS, KaTeX_Caligraphic, KaTeX_Fraktur, KaTeX_Main, KaTeX_Math, KaTeX_SansSerif,
KaTeX_Script, KaTeX_Size1, KaTeX_Size2, KaTeX_Size3, KaTeX_Size4, KaTeX_Typewriter.`,
    ),
  },
  ...grammars.map(({ name, source, holder }) => ({
    name,
    licence: 'MIT',
    source,
    text: mit(holder),
  })),
]
