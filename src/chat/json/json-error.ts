/** What may come next in JSON: a value, a key, what follows either, or nothing more. */
type Wanted = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/**
 * Where a text stops being JSON, as an offset; undefined where it is JSON. Browsers tell this in words of their own, and
 * Chromium no longer does.
 */
export function jsonErrorAt(text: string): number | undefined {
  const token =
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids just these inside a string.
    /\s*(?:[[\]{}:,]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y
  const open: ('{' | '[')[] = []
  // The cast: afterValue() changes it, which the checker does not see.
  let wanted = 'value' as Wanted
  const afterValue = () => {
    wanted = open.length === 0 ? 'nothing' : 'comma-or-end'
  }
  for (let at = 0; ; ) {
    const blank = /\S/.exec(text.slice(at))
    if (!blank) return wanted === 'nothing' ? undefined : text.length
    const here = at + blank.index
    token.lastIndex = at
    const found = token.exec(text)?.[0].trim()
    const isValue = wanted === 'value' || wanted === 'value-or-end'
    const isKey = wanted === 'key' || wanted === 'key-or-end'
    const holder = open.at(-1)
    const mayEnd = wanted === 'value-or-end' || wanted === 'key-or-end' || wanted === 'comma-or-end'
    if (found === undefined) return here
    if ((found === '{' || found === '[') && isValue) {
      open.push(found)
      wanted = found === '{' ? 'key-or-end' : 'value-or-end'
    } else if (mayEnd && ((found === '}' && holder === '{') || (found === ']' && holder === '['))) {
      open.pop()
      afterValue()
    } else if (found === ':' && wanted === 'colon') wanted = 'value'
    else if (found === ',' && wanted === 'comma-or-end') wanted = holder === '{' ? 'key' : 'value'
    else if (found.startsWith('"') && isKey) wanted = 'colon'
    else if (!/^[[\]{}:,]/.test(found) && isValue) afterValue()
    else return here
    at = token.lastIndex
  }
}
