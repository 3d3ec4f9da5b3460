import type { Text as Words } from '../i18n/text.ts'
import { highlighted } from './highlight.ts'
import { codeLanguage } from './languages.ts'

/** Gives a block's elements their buttons and their names in the language in use. */
export function decorate(block: DocumentFragment, text: Words): void {
  for (const box of block.querySelectorAll<HTMLElement>('.code-box')) addCodeHead(box, text)
  for (const box of block.querySelectorAll('.table-box')) makeRegion(box, text.answerTable)
  for (const mark of block.querySelectorAll<HTMLElement>('.task-mark')) {
    mark.ariaLabel = mark.dataset.checked === undefined ? text.taskOpen : text.taskDone
  }
  for (const image of block.querySelectorAll('.image')) {
    ;(image.querySelector('.link') ?? image).prepend(text.answerImage)
  }
}

/** What can be scrolled sideways can be reached by keyboard, and says what it is. */
function makeRegion(box: Element, name: string): void {
  box.setAttribute('role', 'region')
  box.setAttribute('aria-label', name)
  box.setAttribute('tabindex', '0')
}

function addCodeHead(box: HTMLElement, text: Words): void {
  const { label } = codeLanguage(box.dataset.language ?? '')
  const head = document.createElement('div')
  head.className = 'code-head'
  const name = document.createElement('span')
  name.textContent = label === '' ? text.code : label
  head.append(
    name,
    codeButton('copy', text.copyCode, label, text),
    codeButton('save', text.saveCode, label, text),
  )
  box.prepend(head)
  const pre = box.querySelector('pre')
  if (pre) makeRegion(pre, text.codeIn(label))
}

function codeButton(
  action: 'copy' | 'save',
  label: string,
  language: string,
  text: Words,
): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.dataset.code = action
  button.textContent = label
  button.ariaLabel = `${label}${text.between}${text.codeIn(language)}`
  return button
}

/** The code of the box that a button stands in: its text, exactly, and the name of a file for it. */
export function codeOf(button: Element): { readonly code: string; readonly fileName: string } | undefined {
  const box = button.closest<HTMLElement>('.code-box')
  const code = box?.querySelector('code')?.textContent
  if (box === null || code === undefined || code === null) return undefined
  return { code, fileName: `code.${codeLanguage(box.dataset.language ?? '').ending}` }
}

/** Colours the code in a finished block, once a worker has found out how. */
export async function colourCode(block: HTMLElement): Promise<void> {
  for (const box of block.querySelectorAll<HTMLElement>('.code-box')) {
    const { grammar } = codeLanguage(box.dataset.language ?? '')
    const element = box.querySelector('code')
    const code = element?.textContent
    if (!grammar || !element || !code) continue
    const parts = await highlighted(code, grammar)
    if (parts.length > 0 && element.isConnected && element.textContent === code) colour(element, parts)
  }
}

/** Wraps the parts into spans; marks of unseen characters in the code stay as they are. */
function colour(element: HTMLElement, parts: Awaited<ReturnType<typeof highlighted>>): void {
  const texts: { readonly node: Text; readonly start: number }[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let start = 0, node = walker.nextNode(); node instanceof Text; node = walker.nextNode()) {
    texts.push({ node, start })
    start += node.length
  }
  let at = 0
  for (const { node, start } of texts) {
    const end = start + node.length
    const pieces = document.createDocumentFragment()
    let done = start
    while (at < parts.length) {
      const part = parts[at]
      if (!part || part.start >= end) break
      const from = Math.max(part.start, done)
      const to = Math.min(part.end, end)
      if (from > done) pieces.append(node.data.slice(done - start, from - start))
      if (to > from) {
        const span = document.createElement('span')
        span.className = `code-${part.kind}`
        span.textContent = node.data.slice(from - start, to - start)
        pieces.append(span)
        done = to
      }
      if (part.end > end) break
      at += 1
    }
    if (done === start) continue
    pieces.append(node.data.slice(done - start))
    node.replaceWith(pieces)
  }
}
