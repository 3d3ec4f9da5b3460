/** Calls back when the page has nothing else to do, after two seconds at the latest; at once where browsers cannot tell. */
export function whenIdle(callback: () => void): void {
  if (typeof requestIdleCallback === 'undefined') setTimeout(callback)
  else requestIdleCallback(callback, { timeout: 2000 })
}
