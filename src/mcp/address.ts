/** Hosts that are this device: those that the policy of the `net/` workers lets plain http go to. */
const loopback: readonly string[] = ['localhost', '127.0.0.1']

/** Whether nothing between here and there could read along: https, or this device itself. */
function isSafeAddress(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname))
}

/**
 * The address of a server out of what a person typed, with the scheme that they left out; undefined for anything that
 * Hermit does not speak to: plain http to another device, a name and password in the address.
 */
export function readAddress(typed: string): string | undefined {
  const text = typed.trim()
  const isLocal = loopback.some(
    host => text === host || text.startsWith(`${host}:`) || text.startsWith(`${host}/`),
  )
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${isLocal ? 'http' : 'https'}://${text}`
  if (text === '' || !URL.canParse(whole)) return undefined
  const url = new URL(whole)
  if (!isSafeAddress(url) || url.username !== '' || url.password !== '') return undefined
  url.hash = ''
  return url.href
}
