type Child = Node | string | undefined

/** What an element is given: attributes by name (true is an empty one, false none), and what happens on events. */
export type Given = Readonly<Record<string, string | number | boolean | ((event: Event) => void) | undefined>>

/** Makes an element. Text is always text: there is no way here by which it could become elements. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Given = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value))
  }
  element.append(...children.filter(child => child !== undefined))
  return element
}

/** The element of index.html with this id. Throws where there is none. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`There is no #${id}`)
  return found
}

/**
 * Puts new children in the place of the old. What had the focus gives it to what has the same `data-key`, or to the
 * place itself: the keyboard must not be thrown back to the top of the page.
 */
export function redraw(place: HTMLElement, children: readonly Node[]): void {
  const had = document.activeElement
  const isInside = had instanceof HTMLElement && place.contains(had) && had !== place
  const key = isInside ? had.dataset.key : undefined
  place.replaceChildren(...children)
  if (!isInside) return
  const next = [...place.querySelectorAll<HTMLElement>('[data-key]')].find(one => one.dataset.key === key)
  const target = next ?? place
  target.focus({ preventScroll: true })
}
