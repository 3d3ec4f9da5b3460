/** Letters, digits and a few signs. Names that every object has, and the key of the new chat's draft, are no ids. */
const idPattern = /^[0-9A-Za-z_.:-]{1,200}$/

/** Whether an id from a file can stand in Hermit's records. */
export function isSafeId(id: string): boolean {
  return idPattern.test(id) && id !== 'new' && !(id in Object.prototype)
}

/** An id that can, from one of another app; the same one gives the same. */
export function safeId(prefix: string, id: string): string {
  return `${prefix}-${id.replaceAll(/[^0-9A-Za-z_.:-]/g, '_').slice(0, 150)}`
}
