import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftOf, readShareForm, shareLimits, withoutHidden } from './share.ts'

function formOf(fields: Readonly<Record<string, string | File>>, ...files: readonly File[]): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const file of files) form.append('files', file)
  return form
}

const sized = (size: number) => Object.defineProperty(new File([], 'model.gguf'), 'size', { value: size })

test('words become a draft in which nothing is lost and nothing is said twice', () => {
  const part = fc.string({ maxLength: 30 })
  fc.assert(
    fc.property(part, part, part, (title, text, url) => {
      const draft = draftOf({ title, text, url })
      for (const said of [title, text, url]) expect(draft).toContain(said.trim())
      expect(draft.length).toBeLessThanOrEqual(title.length + text.length + url.length + 4)
    }),
  )
  const url = 'https://example.test/a'
  expect(draftOf({ title: 'A page', text: `A page ${url}`, url })).toBe(`A page ${url}`)
  expect(draftOf({ title: 'A page', text: '', url })).toBe(`A page\n\n${url}`)
})

test('signs that nobody sees are taken out, line breaks and the joiners of emoji stay', () => {
  expect(withoutHidden('pay\u202Egpj.exe\u0000\r\n1\t2 👩‍💻')).toBe('paygpj.exe\n1\t2 👩‍💻')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const plain = withoutHidden(text)
      expect(withoutHidden(plain)).toBe(plain)
      expect(plain).not.toMatch(/[\u202A-\u202E\u2066-\u2069\0\r]/)
    }),
  )
})

test('a form is read whatever is in it, and only strings are words, only files are files', () => {
  const value = fc.oneof(
    fc.string(),
    fc.string().map(name => new File(['x'], name)),
  )
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('title', 'text', 'url', 'files', 'other'), value), fields => {
      const share = readShareForm(formOf(fields))
      if (typeof share === 'string') {
        expect(share).toBe('empty')
        return
      }
      expect([share.title, share.text, share.url].every(one => typeof one === 'string')).toBe(true)
      expect(share.files.every(file => file instanceof File)).toBe(true)
    }),
  )
})

test('a form without anything is empty, one with too much is refused', () => {
  expect(readShareForm(formOf({ text: ' \n' }, new File([], '')))).toBe('empty')
  expect(readShareForm(formOf({ text: 'x'.repeat(shareLimits.characters + 1) }))).toBe('too-much')
  const many = Array.from({ length: shareLimits.files + 1 }, (_, at) => new File(['x'], `${at}.txt`))
  expect(readShareForm(formOf({}, ...many))).toBe('too-much')
  // FormData makes copies of files, which would have their real sizes.
  const large = { get: () => '', getAll: () => [sized(shareLimits.bytes), sized(1)] }
  expect(readShareForm(large)).toBe('too-much')
})

test.each([
  ['1000021', 'application/pdf', '1000021.pdf'],
  ['', 'text/plain; charset=utf-8', 'shared.txt'],
  ['../../notes.md', '', '.. .. notes.md'],
  ['re\u202Eport.pdf', 'application/pdf', 'report.pdf'],
  ['model.gguf', 'application/octet-stream', 'model.gguf'],
])('a file that is called %j and said to be %j is kept as %j', (name, type, kept) => {
  const share = readShareForm(formOf({}, new File(['x'], name, { type })))
  expect(typeof share === 'string' ? share : share.files[0]?.name).toBe(kept)
})
