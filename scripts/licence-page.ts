/** One thing that is shipped. */
export interface Entry {
  readonly name: string
  readonly version?: string
  readonly licence: string
  readonly source: string
  /** The file with its licence, beside the page. */
  readonly file: string
  readonly text: string
}

/** Things of one kind, under a heading in both languages. */
export interface Section {
  readonly en: string
  readonly zh: string
  readonly entries: readonly Entry[]
}

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

/** The page that lists everything: no script, one style sheet of its own. */
export function licencePage(sections: readonly Section[]): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <meta name="color-scheme" content="light dark" />
    <title>Licences · 许可证 · Hermit</title>
    <link rel="icon" href="../icons/favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="./licenses.css" />
  </head>
  <body>
    <main>
      <h1>Licences <span lang="zh-CN">许可证</span></h1>
      <p>Hermit is made of these parts. Each name leads to its licence in full.</p>
      <p lang="zh-CN">Hermit 由以下部分组成，点名称可查看许可证全文。</p>
${sections.map(sectionHtml).join('')}      <p><a href="../">Hermit</a></p>
    </main>
  </body>
</html>
`
}

function sectionHtml({ en, zh, entries }: Section): string {
  return `      <h2>${escaped(en)} <span lang="zh-CN">${escaped(zh)}</span></h2>
      <ul>
${entries.map(entryHtml).join('')}      </ul>
`
}

function entryHtml({ name, version, licence, file }: Entry): string {
  const number = version === undefined ? '' : ` <span class="version">${escaped(version)}</span>`
  return `        <li><a href="./${file}">${escaped(name)}</a>${number} <span class="licence">${escaped(licence)}</span></li>
`
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
