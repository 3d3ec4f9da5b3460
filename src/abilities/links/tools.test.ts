import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkTarget } from '../../ui/markdown/link-address.ts'
import { mapAddress, webAddress } from './addresses.ts'
import { markdownLink } from './leave.ts'
import { createLinkTools } from './tools.ts'

const place = { signal: new AbortController().signal, language: 'en', now: 0, timeZone: 'UTC' } as const

/** The tools of a page that opens what it is told to, or does not. */
function linkTools({ isAirGapped = false, opens = true } = {}) {
  const opened: string[] = []
  const open = (href: string) => {
    if (opens) opened.push(href)
    return opens
  }
  const [link, map] = createLinkTools({ isAirGapped: () => isAirGapped, open })
  if (!link || !map) throw new Error('no tools')
  return { link, map, opened }
}

describe('web addresses', () => {
  test.each([
    ['example.org', 'https://example.org/'],
    [' <https://example.org/a?b=1#c> ', 'https://example.org/a?b=1#c'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['localhost:8080/x', 'https://localhost:8080/x'],
    ['example.org:8443/x', 'https://example.org:8443/x'],
    ['HTTPS://EXAMPLE.org', 'https://example.org/'],
    ['例子.中国', 'https://xn--fsqu00a.xn--fiqs8s/'],
    ['https://[::1]/', 'https://[::1]/'],
  ])('%s', (said, href) => expect(webAddress(said)?.href).toBe(href))

  test.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'mailto:a@example.org',
    'blob:https://example.org/1',
    'https://google.com@evil.example',
    'https://user:word@example.org',
    'door',
    '',
    'the front door',
    `https://example.org/${'a'.repeat(3000)}`,
  ])('none: %s', said => expect(webAddress(said)).toBeUndefined())

  test('that are opened lead to the web, whatever was said', () => {
    const words = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map(text => `javascript:${text}`),
      fc.string().map(text => `https:${text}`),
    )
    fc.assert(
      fc.property(words, said => {
        const address = webAddress(said)
        if (address) expect(new URL(address.href).protocol).toMatch(/^https?:$/)
      }),
    )
  })
})

test('a place is looked for at OpenStreetMap and nowhere else, whatever its letters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), place => {
      const address = mapAddress(place)
      if (!address) return
      const url = new URL(address.href)
      expect([url.origin, url.pathname, url.hash]).toEqual(['https://www.openstreetmap.org', '/search', ''])
      expect(Array.from(url.searchParams.keys())).toEqual(['query'])
      expect(url.searchParams.get('query')).toBe(place.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
    }),
  )
  expect(mapAddress('  ')).toBeUndefined()
  expect(mapAddress('a'.repeat(201))).toBeUndefined()
})

test('a link in what is said leads where it says, and can be pressed', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), url => {
      const href = webAddress(url)?.href
      if (href === undefined) return
      const written = /^\[x\]\(<([^<>\s]*)>\)$/.exec(markdownLink('x', href))?.[1]
      expect(linkTarget(written ?? '')?.href).toBe(new URL(href).href)
    }),
  )
})

describe('the tools', () => {
  test('open what was named, and say so', async () => {
    const { link, map, opened } = linkTools()
    const said = [
      await link.run({ url: 'example.org' }, place),
      await map.run({ place: 'Lake Baikal' }, place),
    ]
    expect(opened).toEqual(['https://example.org/', 'https://www.openstreetmap.org/search?query=Lake+Baikal'])
    expect(said.map(result => result.said)).toEqual([
      'Opened [example.org](<https://example.org/>) in a new tab.',
      'Opened [Lake Baikal – OpenStreetMap](<https://www.openstreetmap.org/search?query=Lake+Baikal>) in a new tab.',
    ])
    expect(said[0]?.value).toEqual({ href: 'https://example.org/', isOpened: true })
  })

  test('give a link to press where the browser blocks it', async () => {
    const { link } = linkTools({ opens: false })
    const chinese = await link.run({ url: 'example.org' }, { ...place, language: 'zh-CN' })
    expect(chinese.said).toBe('浏览器不让 Hermit 自行打开。请点这里：[example.org](<https://example.org/>)')
    expect(chinese.value).toMatchObject({ isOpened: false })
  })

  test('open nothing while the air gap is on', async () => {
    const { link, map, opened } = linkTools({ isAirGapped: true })
    await expect(link.run({ url: 'example.org' }, place)).rejects.toMatchObject({
      fault: { code: 'air-gapped' },
    })
    await expect(map.run({ place: 'Berlin' }, place)).rejects.toMatchObject({ fault: { code: 'air-gapped' } })
    expect(opened).toEqual([])
  })

  test('ask each time, and open nothing that is no page', async () => {
    const { link, map, opened } = linkTools()
    expect([link.consent, map.consent]).toEqual(['each-time', 'each-time'])
    expect((await link.run({ url: 'javascript:alert(1)' }, place)).value).toEqual({ error: 'no-address' })
    expect(opened).toEqual([])
  })
})
