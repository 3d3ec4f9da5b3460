import { config } from 'zod/mini'
import { createBook } from '../privacy/book.ts'
import { createGate } from '../privacy/gate.ts'
import { openLedger } from '../privacy/ledger.ts'
import { openNewsLine } from '../privacy/news.ts'
import { watchFetch } from '../privacy/watched-fetch.ts'
import { serveMcp } from './serve-mcp.ts'

// The policy forbids to make code of text, and to try it is a line in the console.
config({ jitless: true })

const ledger = openLedger()
const news = openNewsLine()
const gate = createGate(ledger, news)
serveMcp(self, {
  // The other of the two calls in Hermit that may leave its own host: to servers that a person has added, and only here.
  fetch: watchFetch({
    fetch: (url, init) => fetch(url, init),
    gate,
    book: createBook(ledger, news),
    by: 'mcp.worker',
    ownOrigin: location.origin,
  }),
  isAirGapped: () => gate.isClosed() !== false,
})
