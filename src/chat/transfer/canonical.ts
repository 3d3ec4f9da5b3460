/** A value as JSON with its fields in one order: equal values give equal text. Fields that are undefined are none. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/**
 * A short mark of a value: equal values have the same. Made to notice a difference, not to withstand forgery: a file
 * that forges it gets a chat left out that has the same id anyway.
 */
export function fingerprint(value: unknown): string {
  const text = canonicalJson(value)
  // FNV-1a, twice with different numbers.
  let a = 0x811c9dc5
  let b = 0x050c5d1f
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    a = Math.imul(a ^ unit, 0x01000193)
    b = Math.imul(b ^ unit, 0x85ebca6b)
  }
  return `${text.length}-${(a >>> 0).toString(16)}-${(b >>> 0).toString(16)}`
}
