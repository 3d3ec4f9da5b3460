import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkTarget } from '../../ui/markdown/link-address.ts'
import { longestDraft, mailDraft, textMessageDraft } from './compose.ts'

test('a mail is what was said, encoded', () => {
  expect(mailDraft('anna@example.org', 'Hi & bye?', 'Line 1\nLine 2 = "x"')?.href).toBe(
    'mailto:anna@example.org?subject=Hi%20%26%20bye%3F&body=Line%201%0D%0ALine%202%20%3D%20%22x%22',
  )
  expect(mailDraft('a@example.org, b@example.org')).toEqual({
    href: 'mailto:a@example.org,b@example.org',
    to: ['a@example.org', 'b@example.org'],
  })
  expect(mailDraft('用户@例子.中国', '你好')?.to).toEqual(['用户@例子.中国'])
})

test('a name is no address: who it is, is chosen in the mail app', () => {
  expect(mailDraft('Anna', 'Hi')).toEqual({ href: 'mailto:?subject=Hi', to: [] })
  expect(mailDraft('Anna, b@example.org')?.to).toEqual([])
})

test('nothing that is said becomes a field of its own', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          '&',
          '?',
          '=',
          '%0d%0a',
          'bcc=',
          'bcc:',
          'x@y.example',
          '#',
          '\0',
          ' ',
          '，',
        ),
        { maxLength: 12 },
      )
      .map(parts => parts.join('')),
  )
  fc.assert(
    fc.property(text, text, text, (to, subject, body) => {
      const draft = mailDraft(to, subject, body)
      if (!draft) return
      const url = new URL(draft.href)
      expect(url.protocol).toBe('mailto:')
      expect(url.hash).toBe('')
      expect(Array.from(url.searchParams.keys())).toEqual(['subject', 'body'])
      // No control character is left, encoded or not, but line breaks of the text.
      expect(url.searchParams.get('subject')).not.toMatch(/\p{Cc}/u)
      expect(url.searchParams.get('body')?.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
      const written = url.pathname === '' ? [] : url.pathname.split(',').map(decodeURIComponent)
      expect(written).toEqual(draft.to)
      for (const address of written) expect(to).toContain(address)
      expect(draft.href).toMatch(/^[\x21-\x7e]+$/)
    }),
  )
})

test('a half letter does not break it', () => {
  expect(mailDraft('a@example.org', '\uD83D')?.href).toBe('mailto:a@example.org?subject=%EF%BF%BD')
})

test('a draft can be a link in an answer, where it is short enough for one', () => {
  const href = mailDraft('anna@example.org', 'Hi (you)', "it's *me*")?.href ?? ''
  expect(linkTarget(href)).toMatchObject({ kind: 'mail', place: 'anna@example.org' })
  expect(href).not.toMatch(/[()'*]/)
})

test('a message goes to a number, or to whom is chosen', () => {
  expect(textMessageDraft('+49 (170) 123-4567', 'See you & co')).toEqual({
    href: 'sms:+491701234567?&body=See%20you%20%26%20co',
    to: ['+491701234567'],
  })
  expect(textMessageDraft('Mum', '到了')?.href).toBe('sms:?&body=%E5%88%B0%E4%BA%86')
  expect(textMessageDraft('12;ext=5?body=x', 'y')?.to).toEqual([])
})

test('what no app would take is not handed over', () => {
  expect(mailDraft('a@example.org', undefined, 'a'.repeat(longestDraft))).toBeUndefined()
  expect(textMessageDraft('123', '长'.repeat(longestDraft / 9))).toBeUndefined()
})
