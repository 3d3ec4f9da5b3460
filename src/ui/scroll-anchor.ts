/** Keeps what is being read where it is, in every browser; CSS scroll anchoring is not in all of them. */
export interface ScrollAnchor {
  /** Notes what stands at the top of the view. */
  take(): void
  /** Scrolls so that it stands there again; nothing where it has gone. */
  restore(): void
}

/** Deeper than this no text is laid out in blocks of its own. */
const deepest = 12

/**
 * Builds the anchor of a scroller and what it scrolls. The scroller must have `overflow-anchor: none`; what is
 * marked `data-no-anchor` is never held on to.
 */
export function createScrollAnchor(scroller: HTMLElement, content: HTMLElement): ScrollAnchor {
  /** From the outside in: an inner element may be drawn anew, and the one around it is still there. */
  let held: readonly { readonly element: Element; readonly top: number }[] = []
  return {
    take() {
      held = topmost(content, scroller.getBoundingClientRect().top).map(element => ({
        element,
        top: element.getBoundingClientRect().top,
      }))
    },
    restore() {
      const found = held.findLast(({ element }) => element.isConnected)
      if (!found) return
      const by = found.element.getBoundingClientRect().top - found.top
      // Halves of pixels come and go with rounding: following them would drift.
      if (Math.abs(by) >= 1) scroller.scrollTop += by
    },
  }
}

/** The way down to the first element that begins in view, or to the innermost one that reaches into it from above. */
function topmost(content: Element, viewTop: number): Element[] {
  const path: Element[] = []
  let parent = content
  while (path.length < deepest) {
    const child = firstBelow(parent.children, viewTop)
    if (!child) break
    path.push(child)
    if (child.getBoundingClientRect().top >= viewTop) break
    parent = child
  }
  return path
}

/** The first of them that ends below a line; elements without a box are passed over. */
function firstBelow(elements: HTMLCollection, line: number): Element | undefined {
  for (const element of elements) {
    const { bottom, height } = element.getBoundingClientRect()
    if (height > 0 && bottom > line + 1 && !element.hasAttribute('data-no-anchor')) return element
  }
  return undefined
}
