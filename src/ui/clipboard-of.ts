/** The clipboard of the window that an element is in: a browser lets only the one that has the focus write, page or small window. */
export function clipboardOf(element: Element): Clipboard {
  return (element.ownerDocument.defaultView ?? window).navigator.clipboard
}
