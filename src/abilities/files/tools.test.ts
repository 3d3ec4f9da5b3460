import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeFileName } from './file-name.ts'
import { createFileTools, type FileDoors } from './tools.ts'

const day = '2026-11-30'
const { signal } = new AbortController()
const place = { signal, language: 'en', timeZone: 'Asia/Tokyo', now: Date.UTC(2026, 10, 29, 20) } as const

describe('names of files', () => {
  test.each([
    ['notes.txt', 'notes.txt'],
    ['Plan.MD', 'Plan.MD'],
    ['购物清单', '购物清单.txt'],
    ['shopping list', 'shopping list.txt'],
    ['../../etc/passwd', 'etc-passwd.txt'],
    ['C:\\Windows\\win.ini', 'C-Windows-win.ini'],
    ['setup.exe', 'setup.exe.txt'],
    ['page.html', 'page.html.txt'],
    ['run.bat ', 'run.bat.txt'],
    ['.bashrc', 'bashrc.txt'],
    ['CON.txt', 'file-CON.txt'],
    ['version 1.5', 'version 1.5.txt'],
    ['.txt', 'txt.txt'],
    ['fdp\u202Etxt.exe', 'fdptxt.exe.txt'],
    ['', 'hermit-2026-11-30.txt'],
    ['...', 'hermit-2026-11-30.txt'],
    [undefined, 'hermit-2026-11-30.txt'],
  ])('%j becomes %j', (said, name) => expect(safeFileName(said, day)).toBe(name))

  test('lead nowhere, run nothing and are taken by every system, whatever was said', () => {
    const said = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.constantFrom('..', '/', '\\', 'con', '.', 'exe', ' ', '\0', '~', ':', '长', 'md'), {
          maxLength: 200,
        })
        .map(parts => parts.join('')),
    )
    fc.assert(
      fc.property(said, words => {
        const name = safeFileName(words, day)
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\u202E]|\.\./u)
        expect(name).toMatch(/^[^.\s~].*\.[a-z]{1,8}$/iu)
        expect(name).not.toMatch(/^(con|prn|aux|nul)(\.|$)|\.(exe|bat|cmd|html?|js|sh|lnk)$/i)
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
      }),
    )
  })
})

function fileTools(copy: FileDoors['copy'] = async () => {}) {
  const saved: unknown[] = []
  const [copyText, saveTextFile] = createFileTools({ copy, save: (...file) => saved.push(file) })
  if (!copyText || !saveTextFile) throw new Error('no tools')
  return { copyText, saveTextFile, saved }
}

test('a text is copied, and how much of it is said', async () => {
  const copied: string[] = []
  const { copyText } = fileTools(async text => void copied.push(text))
  expect((await copyText.run({ text: 'hello 👋' }, place)).said).toBe(
    'Copied (7 letters). Paste it where you need it.',
  )
  expect((await copyText.run({ text: '车站见' }, { ...place, language: 'zh-CN' })).said).toContain('3 个字符')
  expect(copied).toEqual(['hello 👋', '车站见'])
})

test('a browser that does not allow it is a fault by name, which holds nothing of the text', async () => {
  const { copyText } = fileTools(text => Promise.reject(new DOMException(text, 'NotAllowedError')))
  await expect(copyText.run({ text: 'secret' }, place)).rejects.toMatchObject({
    fault: { code: 'clipboard-blocked', detail: 'NotAllowedError' },
  })
})

test('a text is saved under its name, or under the day where the person is', async () => {
  const { saveTextFile, saved } = fileTools()
  expect((await saveTextFile.run({ text: 'milk', name: '../shopping.txt' }, place)).said).toBe(
    'Saved as shopping.txt, where your browser puts downloads.',
  )
  await saveTextFile.run({ text: 'x' }, place)
  expect(saved).toEqual([
    ['shopping.txt', 'milk', 'text/plain;charset=utf-8'],
    ['hermit-2026-11-30.txt', 'x', 'text/plain;charset=utf-8'],
  ])
})
