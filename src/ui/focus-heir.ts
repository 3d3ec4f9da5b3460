/**
 * A ref for a part that goes away when its action is taken: where the focus goes with it, `heir` gives it to whatever is
 * next, once the page has changed. Otherwise keys and screen readers would begin at the top of the page again.
 */
export function focusHeir(heir: () => void): (part: HTMLElement | null) => () => void {
  // React lets go of a ref while the element is still in the page, and after every drawing: then nothing is lost.
  return part => () => {
    if (!part?.contains(document.activeElement)) return
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) heir()
    })
  }
}
