import { dataOf, type PortLike } from '../../../engines/port/protocol.ts'
import { toFault } from '../../../fault.ts'
import { createPassageIndex, type PassageIndex } from './passage-index.ts'
import type { SearchHit } from './search.ts'
import type { FromIndex, ToIndex } from './search-protocol.ts'

/** Keeps an index behind a port. */
export function serveIndex(port: PortLike, index: PassageIndex = createPassageIndex()): void {
  const post = (message: FromIndex) => port.postMessage(message)

  function perform(message: Exclude<ToIndex, { type: 'index-ping' }>): readonly SearchHit[] {
    if (message.type === 'index-search') return index.search(message.query)
    if (message.type === 'index-add') index.add(message.document)
    else index.remove(message.documentId)
    return []
  }

  port.addEventListener('message', event => {
    // Only our own page has this port.
    const message = dataOf(event) as ToIndex
    if (message.type === 'index-ping') return post({ type: 'index-pong' })
    const { id } = message
    try {
      post({ type: 'index-end', id, hits: perform(message) })
    } catch (error) {
      post({ type: 'index-fault', id, fault: toFault(error) })
    }
  })
  port.start?.()
}
