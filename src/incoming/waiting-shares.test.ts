import { expect, test } from 'vitest'
import { createMemoryShelf } from '../storage/shelf.ts'
import { keepShare, mostWaiting, sharePrefix } from './keep-share.ts'
import { isShare, takeShare } from './take-share.ts'
import { createWaitingShares } from './waiting-shares.ts'

const scope = 'https://host.test/hermit/'

/** As a service worker is given it. */
function requestOf(fields: Readonly<Record<string, string>>, more: Partial<Request> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return {
    method: 'POST',
    mode: 'navigate',
    destination: 'document',
    url: `${scope}?share-target`,
    formData: async () => form,
    ...more,
  }
}

test.each([
  [{}, true],
  [{ method: 'GET' }, false],
  [{ destination: 'iframe' }, false],
  [{ mode: 'cors', destination: '' }, false],
  [{ url: scope }, false],
  [{ url: `${scope}other/?share-target` }, false],
  [{ url: 'https://host.test/?share-target' }, false],
  [{ url: 'https://other.test/hermit/?share-target' }, false],
] as const)('of %j it is %s that it is a share', (more, is) => {
  expect(isShare(requestOf({}, more), scope)).toBe(is)
})

test('what was shared waits until it is dropped, oldest first, and the window goes on to the page', async () => {
  const shelf = createMemoryShelf()
  const waiting = createWaitingShares(shelf)
  await keepShare(shelf, { title: '', text: 'second', url: '', files: [] }, { id: 'a', at: 2 })
  await keepShare(shelf, { title: '', text: 'first', url: '', files: [] }, { id: 'b', at: 1 })
  const answer = await takeShare(requestOf({ text: 'third' }), shelf)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${scope}?shared=`])
  expect((await waiting.list()).map(({ text }) => text)).toEqual(['first', 'second', 'third'])
  await waiting.drop('b')
  expect((await waiting.list()).map(({ text }) => text)).toEqual(['second', 'third'])
})

test('what cannot be taken is said in the address', async () => {
  const shelf = createMemoryShelf()
  const goesTo = async (request: ReturnType<typeof requestOf>) =>
    new URL((await takeShare(request, shelf)).headers.get('location') ?? '').searchParams.get('shared')
  expect(await goesTo(requestOf({ text: '' }))).toBe('empty')
  const formData = () => Promise.reject(new TypeError('no form'))
  expect(await goesTo(requestOf({}, { formData }))).toBe('unreadable')
  for (let at = 0; at < mostWaiting; at++) expect(await goesTo(requestOf({ text: 'x' }))).toBe('')
  expect(await goesTo(requestOf({ text: 'one more' }))).toBe('too-many-waiting')
})

test('what is no share is cleared away', async () => {
  const shelf = createMemoryShelf()
  await shelf.change(async change => {
    change.put(`${sharePrefix}x`, { id: 'x', at: 1, title: '', text: 5, url: '', files: [] })
    change.put(`${sharePrefix}y`, { id: 'z', at: 1, title: '', text: '', url: '', files: [] })
  })
  expect(await createWaitingShares(shelf).list()).toEqual([])
  expect(await shelf.look(look => look.keys(''))).toEqual([])
})
