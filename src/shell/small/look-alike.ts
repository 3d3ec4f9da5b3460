/**
 * Gives another document of this page its looks: style sheets by their own addresses, as the content policy wants it, those
 * that come later too, and what is set on its root, theme and language among it. Gives what ends that.
 */
export function lookAlike(page: Document, other: Document): () => void {
  for (const sheet of page.querySelectorAll('link[rel="stylesheet"], style')) copySheet(sheet, other)
  const sheets = new MutationObserver(changes => {
    for (const { addedNodes } of changes) for (const node of addedNodes) copySheet(node, other)
  })
  sheets.observe(page.head, { childList: true })

  const [from, to] = [page.documentElement, other.documentElement]
  const copyRoot = () => {
    for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name)
    for (const { name, value } of from.attributes) to.setAttribute(name, value)
  }
  copyRoot()
  const root = new MutationObserver(copyRoot)
  root.observe(from, { attributes: true })
  return () => {
    sheets.disconnect()
    root.disconnect()
  }
}

function copySheet(node: Node, other: Document): void {
  if (node instanceof HTMLLinkElement && node.rel === 'stylesheet') {
    const link = other.createElement('link')
    link.rel = 'stylesheet'
    link.href = node.href
    other.head.append(link)
  } else if (node instanceof HTMLStyleElement) other.head.append(other.importNode(node, true)) // a server for work on Hermit
}
