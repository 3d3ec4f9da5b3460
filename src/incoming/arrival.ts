import { type Link, parseLink } from './link.ts'
import type { ShareProblem } from './share.ts'

/** With what the page was opened from outside, as its address says it. */
export type Arrival =
  | { readonly kind: 'shared'; readonly problem?: ShareProblem }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'unknown-link'; readonly address: string }
  | { readonly kind: 'translate' }
  | { readonly kind: 'clipboard' }

const problems: readonly ShareProblem[] = [
  'too-much',
  'empty',
  'unreadable',
  'too-many-waiting',
  'not-kept',
  'no-worker',
]
const names = ['shared', 'share-target', 'link', 'do'] as const

/** What an address says; undefined for one that says nothing of the kind. */
export function arrivalOf({ searchParams }: URL): Arrival | undefined {
  // The form went to the host, which answered with the page: no service worker was there to take it.
  if (searchParams.has('share-target')) return { kind: 'shared', problem: 'no-worker' }
  const shared = searchParams.get('shared')
  if (shared !== null) {
    const problem = problems.find(one => one === shared)
    return problem ? { kind: 'shared', problem } : { kind: 'shared' }
  }
  const address = searchParams.get('link')
  if (address !== null) {
    const link = parseLink(address)
    return link ? { kind: 'link', link } : { kind: 'unknown-link', address: address.slice(0, 200) }
  }
  const wish = searchParams.get('do')
  if (wish === 'translate') return { kind: 'translate' }
  return wish === 'summarise-clipboard' ? { kind: 'clipboard' } : undefined
}

/** The same address without it, so that a reload does not bring it again. */
export function withoutArrival(address: URL): URL {
  const rest = new URL(address)
  for (const name of names) rest.searchParams.delete(name)
  return rest
}
