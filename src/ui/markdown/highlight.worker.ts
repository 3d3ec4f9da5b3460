import { createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { codeTheme, kindOfColour } from './code-theme.ts'
import type { ColouredCode, ColouringBegun, HighlightCall } from './highlight-protocol.ts'
import type { GrammarName } from './languages.ts'
import { yamlGrammar } from './yaml-grammar.ts'

// Colours code off the page's thread. Grammars are files of their own, loaded when code in them is first seen.

const grammars: Record<GrammarName, LanguageInput> = {
  bash: () => import('shiki/langs/bash.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  cpp: () => import('shiki/langs/cpp.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  css: () => import('shiki/langs/css.mjs'),
  diff: () => import('shiki/langs/diff.mjs'),
  docker: () => import('shiki/langs/docker.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  html: () => import('shiki/langs/html.mjs'),
  ini: () => import('shiki/langs/ini.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  javascript: () => import('shiki/langs/javascript.mjs'),
  json: () => import('shiki/langs/json.mjs'),
  jsx: () => import('shiki/langs/jsx.mjs'),
  kotlin: () => import('shiki/langs/kotlin.mjs'),
  latex: () => import('shiki/langs/latex.mjs'),
  lua: () => import('shiki/langs/lua.mjs'),
  make: () => import('shiki/langs/make.mjs'),
  markdown: () => import('shiki/langs/markdown.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  powershell: () => import('shiki/langs/powershell.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  r: () => import('shiki/langs/r.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  scala: () => import('shiki/langs/scala.mjs'),
  sql: () => import('shiki/langs/sql.mjs'),
  swift: () => import('shiki/langs/swift.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  xml: () => import('shiki/langs/xml.mjs'),
  yaml: yamlGrammar,
}

let opening: Promise<HighlighterCore> | undefined

async function highlight({ id, code, grammar }: HighlightCall): Promise<ColouredCode> {
  opening ??= createHighlighterCore({
    themes: [codeTheme],
    langs: [],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  })
  const highlighter = await opening
  await highlighter.loadLanguage(grammars[grammar])
  self.postMessage({ id, isBegun: true } satisfies ColouringBegun)
  const lines = highlighter.codeToTokensBase(code, { lang: grammar, theme: codeTheme.name })
  const parts = lines.flat().map(token => ({
    start: token.offset,
    end: token.offset + token.content.length,
    kind: kindOfColour(token.color),
  }))
  return { id, parts: parts.flatMap(({ start, end, kind }) => (kind ? [{ start, end, kind }] : [])) }
}

self.addEventListener('message', ({ data }: MessageEvent<HighlightCall>) => {
  highlight(data).then(
    answer => self.postMessage(answer),
    // Code without colours is all that a failure costs.
    () => self.postMessage({ id: data.id, parts: [] } satisfies ColouredCode),
  )
})
