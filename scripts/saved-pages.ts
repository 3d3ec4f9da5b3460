import { handbook } from './document-texts.ts'

/** A page as a browser saves it: menus, scripts and hidden things around an article. */
export function savedPage(): string {
  const [head, ...rows] = handbook.fees
  const row = (cells: readonly string[], name: string) =>
    `<tr>${cells.map(cell => `<${name}>${cell}</${name}>`).join('')}</tr>`
  return `<!DOCTYPE html>
<!-- saved from url=(0030)https://example.org/harbour/ -->
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${handbook.title} &ndash; Example</title>
  <style>.menu { color: red }</style>
  <script>document.write("<p>SCRIPTED</p>")</script>
</head>
<body>
  <header><a href="/">Home of the example</a></header>
  <nav><ul><li><a href="/a">Menu one</a></li><li>Menu two</li></ul></nav>
  <main>
    <article>
      <h1>${handbook.title}</h1>
      <p>${handbook.intro.replace('This handbook', '<b>This</b> handbook')}</p>
      <div style="display: none">HIDDEN ADVICE</div>
      <p hidden>HIDDEN PARAGRAPH</p>
      <h2>Rules</h2>
      <ol>${handbook.rules.map(rule => `<li>${rule}</li>`).join('')}</ol>
      <h2>Fees</h2>
      <table><thead>${row(head, 'th')}</thead><tbody>${rows.map(cells => row(cells, 'td')).join('')}</tbody></table>
      <p>${handbook.note}<br>Ask at the office&nbsp;&mdash; it is the caf&eacute; with the bell.</p>
      <pre>  tide  high
  -----------
  06:12  4.1 m</pre>
    </article>
    <aside>Buy our calendar</aside>
  </main>
  <footer>All rights are wrong</footer>
</body>
</html>
`
}

/** The same in one file, as Chromium writes it. */
export function savedPageInOne(): string {
  const page = Array.from(Buffer.from(savedPage(), 'utf8'), byte =>
    byte === 61 || byte > 126
      ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte),
  )
    .join('')
    .split('\n')
    .map(line => line.replaceAll(/.{70}(?=.)(?<!=.?)/g, '$&=\r\n'))
    .join('\r\n')
  const boundary = '----MultipartBoundary--lanternbay----'
  return `From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/harbour/
Subject: ${handbook.title}
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="${boundary}"


--${boundary}
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/harbour/

${page}
--${boundary}
Content-Type: text/css
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/harbour/style.css

.menu { color: red }
--${boundary}--
`.replaceAll(/(?<!\r)\n/g, '\r\n')
}
