import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AppRecord, mergeApps, parseApps, readAddress } from './record.ts'

const home = 'https://hermit.example/chat/'
const app = (id: string, addedAt = 0): AppRecord => ({
  ...{ id: `id-${id}-00`, name: id, url: `https://hermit.example/${id}/`, addedAt },
})

describe('what can be opened', () => {
  test('is a page of Hermit’s own origin, also by an address without a host', () => {
    for (const [text, url] of [
      ['https://hermit.example/shop/', 'https://hermit.example/shop/'],
      ['examples/cafe/', 'https://hermit.example/chat/examples/cafe/'],
      [' /shop?x=1 ', 'https://hermit.example/shop?x=1'],
    ])
      expect(readAddress(text ?? '', home)).toEqual({ url })
  })

  test('or one that this device serves, as the policy has it', () => {
    expect(readAddress('http://localhost:3000/app', home)).toEqual({ url: 'http://localhost:3000/app' })
    expect(readAddress('localhost:3000', home)).toEqual({ url: 'http://localhost:3000/' })
    expect(readAddress('127.0.0.1:8080/x', home)).toEqual({ url: 'http://127.0.0.1:8080/x' })
  })

  test('is nothing else, and it is said why', () => {
    const problems: Record<string, readonly string[]> = {
      elsewhere: [
        'https://shop.example/',
        'http://192.168.1.2/',
        'https://localhost/',
        'javascript:alert(1)',
      ],
      itself: ['https://hermit.example/chat/', './', 'index.html', '?q=x'],
      'no-address': ['', '  ', 'https://', 'http://me:secret@localhost:3000/'],
    }
    for (const [problem, addresses] of Object.entries(problems))
      for (const text of addresses) expect(readAddress(text, home), text).toEqual({ problem })
  })

  test('whatever is typed, what comes out is of this origin or of this device', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), text => {
        const read = readAddress(text, home)
        if ('url' in read)
          expect(read.url).toMatch(/^(https:\/\/hermit\.example|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)\//)
      }),
    )
  })
})

describe('the record', () => {
  test('that is whole is taken as it is; of a damaged one, what makes sense', () => {
    const whole = { apps: [app('a')], offersTools: true }
    expect(parseApps(whole)).toEqual(whole)
    expect(
      parseApps({ apps: [app('a'), { id: 1 }, { ...app('b'), url: 'javascript:1' }], offersTools: 'x' }),
    ).toEqual({
      apps: [app('a')],
      offersTools: false,
    })
    for (const none of [undefined, null, 7, 'x', [], { apps: 'x' }])
      expect(parseApps(none)).toEqual({ apps: [], offersTools: false })
  })

  test('of two tabs has what one added, and not what the other removed', () => {
    const base = { apps: [app('a', 1), app('b', 2)], offersTools: false }
    const mine = { apps: [app('a', 1), app('b', 2), app('c', 3)], offersTools: false }
    const theirs = { apps: [app('b', 2)], offersTools: true }
    expect(mergeApps(base, mine, theirs)).toEqual({ apps: [app('b', 2), app('c', 3)], offersTools: true })
  })
})
