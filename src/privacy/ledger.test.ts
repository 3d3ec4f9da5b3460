import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { addressOf, foldInto, type LedgerEntry, nothingOlder, openLedger, originOf } from './ledger.ts'
import { summarise, verdictOf } from './summary.ts'

const ownOrigin = 'https://hermit.example'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const entry = (part: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at: 5,
  by: 'page',
  method: 'GET',
  address: `${ownOrigin}/assets/a.js`,
  bytesOut: 10,
  bytesIn: 100,
  outcome: 'network',
  ...part,
})

const entries = fc.array(
  fc.record({
    at: fc.nat(1000),
    by: fc.constantFrom('page', 'service-worker', 'models.worker', 'mcp.worker', 'wllama.worker'),
    method: fc.constantFrom('GET', 'HEAD', 'POST'),
    address: fc.constantFrom(`${ownOrigin}/a`, 'https://hub.example/b', 'http://127.0.0.1:9/c'),
    bytesOut: fc.nat(1000),
    bytesIn: fc.nat(1000),
    outcome: fc.constantFrom('device' as const, 'network' as const, 'refused' as const, 'failed' as const),
  }),
  { maxLength: 30 },
)

test('an address is written down without what a person may have put into it', () => {
  expect(addressOf('https://name:secret@hub.example:81/a/b?q=my+question#part')).toBe(
    'https://hub.example:81/a/b',
  )
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), url => {
      const address = addressOf(url)
      expect(address).not.toMatch(/[?#]/)
      expect(originOf(address)).toBe(new URL(url).origin)
    }),
  )
})

test('what is added is read again, in the order of time, and stays when it is opened anew', async () => {
  const ledger = openLedger({ ownOrigin, now: () => 7 })
  await ledger.add([entry({ at: 9 }), entry({ at: 8, outcome: 'device' })])
  ledger.close()
  const pages = await openLedger({ ownOrigin }).read()
  expect(pages.entries.map(({ at }) => at)).toEqual([8, 9])
  expect(pages.since).toBe(7)
})

test('whatever is too old to be kept is still counted: no request is lost from the sums', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entries, { maxLength: 4 }), async portions => {
      globalThis.indexedDB = new IDBFactory()
      const ledger = openLedger({ ownOrigin, limit: 7 })
      for (const portion of portions) await ledger.add(portion)
      const pages = await ledger.read()
      expect(pages.entries.length).toBeLessThanOrEqual(7)
      const expected = foldInto(nothingOlder, portions.flat(), ownOrigin)
      expect(foldInto(pages.older, pages.entries, ownOrigin)).toEqual(expected)
      ledger.close()
    }),
    { numRuns: 40 },
  )
})

test('clearing forgets the requests and the sums, and not the air gap', async () => {
  const ledger = openLedger({ ownOrigin, limit: 1, now: () => 99 })
  await ledger.setAirGap(true)
  await ledger.add([entry(), entry()])
  await ledger.clear()
  expect(await ledger.read()).toEqual({ since: 99, entries: [], older: nothingOlder })
  expect(await ledger.isAirGapped()).toBe(true)
})

test('records that are none of ours are left out', async () => {
  const ledger = openLedger({ ownOrigin })
  // What lies on a disk may be anything: that is what is tried here.
  await ledger.add([entry(), { ...entry(), outcome: 'eaten' } as unknown as LedgerEntry])
  expect((await ledger.read()).entries).toHaveLength(1)
})

const verdict = (list: readonly LedgerEntry[], origin = ownOrigin) => {
  const pages = { since: 0, entries: list, older: nothingOlder }
  return verdictOf(summarise(pages, origin, 5).visit, origin)
}
const away = entry({ address: 'https://hub.example/model.gguf', by: 'models.worker' })

test('“nothing left” is said only when nothing did', () => {
  expect(verdict([])).toBe('nothing')
  expect(verdict([entry({ outcome: 'device' }), { ...away, outcome: 'refused' }])).toBe('nothing')
  expect(verdict([entry()])).toBe('own')
  expect(verdict([entry(), away])).toBe('models')
  expect(verdict([{ ...away, outcome: 'failed' }])).toBe('models')
  fc.assert(
    fc.property(entries, list => {
      const sent = list.filter(({ at, outcome }) => at >= 5 && outcome !== 'device' && outcome !== 'refused')
      expect(verdict(list) === 'nothing').toBe(sent.length === 0)
    }),
  )
})

const call = entry({ address: 'https://mcp.example/mcp', by: 'mcp.worker', method: 'POST', bytesOut: 40 })

test('calls of servers are told before models, with where they went and what was sent', () => {
  expect(verdict([entry(), away, call])).toBe('servers')
  const { visit } = summarise({ since: 0, entries: [away, call, call], older: nothingOlder }, ownOrigin, 5)
  expect(visit.servers).toEqual({ requests: 2, bytesOut: 80, bytesIn: 200, hosts: ['mcp.example'] })
  expect(visit.hosts).toEqual(['hub.example'])
  expect(verdict([{ ...call, method: 'PUT' }])).toBe('odd')
  expect(verdict([{ ...call, by: 'models.worker' }])).toBe('odd')
  expect(verdict([{ ...call, address: `${ownOrigin}/assets/a.js` }])).toBe('odd')
})

test('files from a host on this very device do not leave it', () => {
  const local = 'http://localhost:4173'
  expect(verdict([entry({ address: `${local}/a.js` })], local)).toBe('nothing')
  expect(verdict([entry({ address: `${local}/a.js` }), away], local)).toBe('models')
})

test('a request that Hermit never makes is called odd', () => {
  expect(verdict([away, { ...away, by: 'page' }])).toBe('odd')
  expect(verdict([entry({ method: 'POST' })])).toBe('odd')
  expect(verdict([{ ...away, by: 'page', outcome: 'refused' }])).toBe('nothing')
})

test('what was before the visit is not part of it', () => {
  expect(verdict([{ ...away, at: 4 }])).toBe('nothing')
})
