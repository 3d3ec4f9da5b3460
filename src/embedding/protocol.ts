import type { Fault } from '../fault.ts'

/**
 * From the page to the worker. A load is answered by 'embed-loaded' or a fault; texts by one 'embed-vector' each, in
 * order, then 'embed-end' or a fault. An aborted call is answered by its end as well, when its work has stopped.
 */
export type ToEmbedder =
  /** The graph and its tokenizer: Blobs cross as handles. */
  | { readonly type: 'embed-load'; readonly id: number; readonly files: readonly Blob[] }
  | { readonly type: 'embed-texts'; readonly id: number; readonly texts: readonly string[] }
  | { readonly type: 'embed-abort'; readonly id: number }
  /** To be answered by 'embed-pong'. */
  | { readonly type: 'embed-ping' }

/** From the worker to the page. */
export type FromEmbedder =
  | {
      readonly type: 'embed-vector'
      readonly id: number
      readonly vector: Float32Array<ArrayBuffer>
      readonly tokens: number
      /** How long it took, in milliseconds. */
      readonly ms: number
    }
  | { readonly type: 'embed-end'; readonly id: number }
  | { readonly type: 'embed-fault'; readonly id: number; readonly fault: Fault }
  | { readonly type: 'embed-pong' }
