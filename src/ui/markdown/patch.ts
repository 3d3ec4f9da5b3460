/**
 * Makes the children of `target` those of `source`, and leaves in place whatever is equal: what a reader has
 * selected, focused or scrolled stays. Nodes that are needed are taken out of `source`.
 */
export function patch(target: Node, source: Node): void {
  let old = target.firstChild
  let fresh = source.firstChild
  while (fresh) {
    const next = fresh.nextSibling
    if (!old) target.appendChild(fresh)
    else {
      const after: ChildNode | null = old.nextSibling
      patchNode(old, fresh)
      old = after
    }
    fresh = next
  }
  while (old) {
    const after: ChildNode | null = old.nextSibling
    old.remove()
    old = after
  }
}

function patchNode(old: ChildNode, fresh: ChildNode): void {
  if (old instanceof Text && fresh instanceof Text) {
    growText(old, fresh.data)
  } else if (isDressed(old) && isDressed(fresh) && old.dataset.tex === fresh.dataset.tex) {
    // A formula that is drawn already stays as it is.
  } else if (old instanceof HTMLElement && fresh instanceof HTMLElement && old.tagName === fresh.tagName) {
    patchAttributes(old, fresh)
    patch(old, fresh)
  } else {
    old.replaceWith(fresh)
  }
}

/** Only what is new is written: a selection in the text stays. */
function growText(old: Text, text: string): void {
  if (old.data === text) return
  if (text.startsWith(old.data)) old.appendData(text.slice(old.length))
  else old.data = text
}

function isDressed(node: Node): node is HTMLElement {
  return node instanceof HTMLElement && node.dataset.tex !== undefined
}

function patchAttributes(old: HTMLElement, fresh: HTMLElement): void {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
}
