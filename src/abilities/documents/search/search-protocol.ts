import type { Fault } from '../../../fault.ts'
import type { IndexedDocument, IndexQuery } from './passage-index.ts'
import type { SearchHit } from './search.ts'

/** From the page to the worker that has the index. Every call is answered by one 'index-end' or 'index-fault'. */
export type ToIndex =
  | { readonly type: 'index-add'; readonly id: number; readonly document: IndexedDocument }
  | { readonly type: 'index-remove'; readonly id: number; readonly documentId: string }
  | { readonly type: 'index-search'; readonly id: number; readonly query: IndexQuery }
  /** To be answered by 'index-pong'. */
  | { readonly type: 'index-ping' }

/** Back. Hits are of a search; the others have none. */
export type FromIndex =
  | { readonly type: 'index-end'; readonly id: number; readonly hits: readonly SearchHit[] }
  | { readonly type: 'index-fault'; readonly id: number; readonly fault: Fault }
  | { readonly type: 'index-pong' }
