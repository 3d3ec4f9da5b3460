import { matchAt, type Reading, readAll } from './reading.ts'

/** Endings that are files where no path or "www." says that a page is meant. */
const fileEnd =
  /\.(?:txt|md|pdf|docx?|xlsx?|pptx?|csv|json|xml|html?|rtf|odt|epub|png|jpe?g|gif|svg|webp|mp[34]|wav|mov|zip|tar|gz|py|js|ts|css|ics|log|ya?ml|tex)$/
const full =
  /(?:https?|ftp):\/\/[^\s<>"'“”，。；！？）】》\uFFFC\u4e00-\u9fff]{1,2000}|mailto:[^\s"'<>]{3,300}/y
const domain =
  /(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z]{2,18}(?![a-z0-9@-])(?::\d{2,5})?(?:[/?#][^\s<>"'“”，。；！？）】》\uFFFC\u4e00-\u9fff]{0,1000})?/y
const numeric = /(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{2,5})?(?:\/[^\s<>"'，。]{0,1000})?/y
const closing = /[.,;:!?)\]}'"]+$/

/** All addresses of pages in a request, bare domains too; `value` is as it was said. */
export function findUrls(folded: string, words: string): Reading<string>[] {
  return readAll(folded, (text, at) => urlAt(text, words, at))
}

function urlAt(folded: string, words: string, at: number): Reading<string> | undefined {
  if (/[a-z0-9@._/-]/.test(folded[at - 1] ?? '')) return undefined
  const whole = matchAt(full, folded, at)?.[0]
  const bare =
    whole === undefined ? (matchAt(domain, folded, at)?.[0] ?? matchAt(numeric, folded, at)?.[0]) : undefined
  const found = (whole ?? bare)?.replace(closing, '')
  if (found === undefined) return undefined
  if (bare !== undefined && fileEnd.test(found) && !found.startsWith('www.') && !found.includes('/'))
    return undefined
  // "e.g." and "p.m." have one letter between points.
  if (bare !== undefined && /^(?:[a-z]\.){1,4}[a-z]{0,2}$/.test(found)) return undefined
  return { value: words.slice(at, at + found.length), start: at, end: at + found.length }
}
