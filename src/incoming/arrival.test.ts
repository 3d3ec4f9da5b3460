import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivalOf, withoutArrival } from './arrival.ts'
import { chatLink } from './chat-link.ts'
import { parseLink } from './link.ts'

const opened = (query: string) => new URL(`https://host.test/hermit/?${query}`)

test.each([
  ['web+hermit:new', { to: 'new' }],
  ['web+hermit://new/?text=Hello%20there', { to: 'new', text: 'Hello there' }],
  ['web+hermit:chat/4f2a', { to: 'chat', id: '4f2a' }],
  ['web+hermit://document/4f2a', { to: 'document', id: '4f2a' }],
  ['web+hermit:translate?text=%E4%BD%A0%E5%A5%BD', { to: 'translate', text: '你好' }],
  ['web+hermit:new?text=a%00%E2%80%AEb', { to: 'new', text: 'ab' }],
])('%s is a link', (address, link) => {
  expect(parseLink(address)).toEqual(link)
})

test.each([
  'web+hermit:',
  'web+hermit:chat',
  'web+hermit:chat/',
  'web+hermit:chat/a/b',
  'web+hermit:chat/%2e%2e%2f',
  'web+hermit:send?text=Hello',
  'web+hermit:settings',
  'https://host.test/new',
  'javascript:alert(1)',
  `web+hermit:new?text=${'x'.repeat(100_001)}`,
])('%s is none', address => {
  expect(parseLink(address)).toBeUndefined()
})

test('a link brings every text whole, and the address of a chat leads to it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const link = parseLink(`web+hermit:new?${new URLSearchParams({ text })}`)
      expect(link).toEqual({ to: 'new', text })
    }),
  )
  expect(parseLink(chatLink('0a1b'))).toEqual({ to: 'chat', id: '0a1b' })
})

test('whatever follows the scheme is a known link or none', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('', '//', 'new?', 'chat/', '//translate?text='),
      fc.string(),
      (start, rest) => {
        const link = parseLink(`web+hermit:${start}${rest}`)
        if (link) expect(['new', 'chat', 'document', 'translate']).toContain(link.to)
      },
    ),
  )
})

test.each([
  ['', undefined],
  ['new', undefined],
  ['q=Hello&engine=scripted', undefined],
  ['shared=', { kind: 'shared' }],
  ['shared=too-much', { kind: 'shared', problem: 'too-much' }],
  ['shared=%3Cb%3E', { kind: 'shared' }],
  ['share-target', { kind: 'shared', problem: 'no-worker' }],
  ['link=web%2Bhermit%3Anew%3Ftext%3DHi', { kind: 'link', link: { to: 'new', text: 'Hi' } }],
  ['link=web%2Bhermit%3Aerase', { kind: 'unknown-link', address: 'web+hermit:erase' }],
  ['do=translate', { kind: 'translate' }],
  ['do=summarise-clipboard', { kind: 'clipboard' }],
  ['do=erase', undefined],
])('?%s says %j', (query, arrival) => {
  expect(arrivalOf(opened(query))).toEqual(arrival)
})

test('what was taken is gone from the address, and the rest stays', () => {
  expect(withoutArrival(opened('engine=scripted&link=web%2Bhermit%3Anew&shared=&do=x')).search).toBe(
    '?engine=scripted',
  )
})
