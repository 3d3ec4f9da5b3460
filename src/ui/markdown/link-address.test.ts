import { describe, expect, it } from 'vitest'
import { linkTarget, namesPlace, seemsElsewhere } from './link-address.ts'

describe('the target of a link', () => {
  it.each([
    ['https://example.org/a?b=1&amp;c=2', 'https://example.org/a?b=1&c=2', 'example.org'],
    ['HTTP://EXAMPLE.org', 'http://example.org/', 'example.org'],
    ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/', 'xn--e1afmkfd.xn--p1ai'],
    ['https://google.com@elsewhere.test/', 'https://google.com@elsewhere.test/', 'elsewhere.test'],
    ['http://[::1]:8080/', 'http://[::1]:8080/', '[::1]:8080'],
    ['mailto:me@example.org', 'mailto:me@example.org', 'me@example.org'],
  ])('of %s is named as a browser would', (address, href, place) => {
    expect(linkTarget(address)).toMatchObject({ href, place })
  })

  it.each([
    ...['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)'],
    ...[
      'javascript&colon;alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'blob:https://a/b',
      'file:///etc/passwd',
    ],
    ...[
      '//elsewhere.test',
      '/path',
      'page.html',
      '#part',
      'ht\ntps://a.org',
      'https://',
      'mailto:',
      'tel:1',
      'ftp://a.org',
    ],
    ...[' https://a.org', `https://a.org/${'a'.repeat(3000)}`],
  ])('is none: %s', address => {
    expect(linkTarget(address)).toBeUndefined()
  })

  it('is named by a text that contains its host', () => {
    const target = linkTarget('https://example.org/a')
    if (!target) throw new Error('a plain address was refused')
    expect(namesPlace('see Example.org', target)).toBe(true)
    expect(namesPlace('see here', target)).toBe(false)
  })

  it.each([
    ['https://google.com', true],
    ['google.com', true],
    ['Log in at bank.example/login', true],
    ['www.example.org', false],
    ['https://example.org/other', false],
    ['the guide', false],
    ['main.py', false],
    ['e.g. this', false],
    ['Node.js', false],
  ])('is doubted when the words are "%s": %s', (text, isDoubted) => {
    const target = linkTarget('https://example.org/a')
    if (!target) throw new Error('a plain address was refused')
    expect(seemsElsewhere(text, target)).toBe(isDoubted)
  })
})
