/** Tries to fetch the address it is told, and says whether the worker's own content policy stopped it. */
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data !== 'string') return
  self.addEventListener('securitypolicyviolation', () => self.postMessage('blocked'))
  // biome-ignore lint/style/noRestrictedGlobals: the self-test tries what Hermit never does.
  fetch(data, { mode: 'no-cors' })
    .catch(() => undefined)
    // The refusal is told in a task of its own.
    .finally(() => setTimeout(() => self.postMessage('open'), 500))
})
