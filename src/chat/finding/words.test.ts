import { describe, expect, it } from 'vitest'
import { cutQuery, cutWords } from '../../text/words.ts'
import { snippetOf } from './snippet.ts'

const none = () => []
const terms = (text: string) => cutWords(text, none).map(({ term }) => term)

describe('cutting a text into words', () => {
  it('takes words between blanks, and neighbours where there are none', () => {
    expect(terms('Hermit-crab 寄居蟹 v2')).toEqual(['hermit', 'crab', '寄居', '居蟹', '蟹', 'v2'])
  })

  it('needs no dictionary, and adds the longer words of one', () => {
    const cut = () => [{ segment: '图书馆', index: 1 }]
    expect(cutWords('去图书馆', none).map(({ term }) => term)).toEqual(['去图', '图书', '书馆', '馆'])
    expect(cutWords('去图书馆', cut).at(-1)).toEqual({ term: '图书馆', start: 1, end: 4, kind: 'longer' })
  })

  it('keeps characters whole that take two units', () => {
    expect(terms('𠮷野家')).toEqual(['𠮷野', '野家', '家'])
  })

  it('folds accents of Europe and leaves the marks of other scripts', () => {
    expect(terms('Crème Ångström')).toEqual(['creme', 'angstrom'])
    expect(terms('हिन्दी')).toEqual(['हिन्दी'])
  })

  it('asks for pairs in a query, and for one character as a beginning', () => {
    expect(cutQuery('寄居蟹', none).required.map(({ term, isPrefix }) => [term, isPrefix])).toEqual([
      ['寄居', false],
      ['居蟹', false],
    ])
    expect(cutQuery('蟹', none).required).toEqual([
      { term: '蟹', isPrefix: true, isFuzzy: false, isAlone: true },
    ])
  })
})

describe('a snippet', () => {
  const show = (text: string, ...words: string[]) =>
    snippetOf(text, new Set(words))
      .map(({ text: part, isHit }) => (isHit ? `[${part}]` : part))
      .join('')

  it('marks what was found, on one line', () => {
    expect(show('Hermit\ncrabs swap\n\nshells', 'crabs', 'shells')).toBe('Hermit [crabs] swap [shells]')
  })

  it('marks neighbours as one', () => {
    expect(show('问：寄居蟹换壳', '寄居', '居蟹')).toBe('问：[寄居蟹]换壳')
  })

  it('marks one character alone', () => {
    expect(show('问：寄居蟹换壳', '蟹')).toBe('问：寄居[蟹]换壳')
  })

  it('begins near the first hit in a long text, at a word', () => {
    const text = `${'before '.repeat(40)}needle${' after'.repeat(40)}`
    expect(show(text, 'needle')).toMatch(/^…before \[needle\] after/)
  })

  it('shows a hit that is far into a short text, and the whole of a title', () => {
    const text = 'one two three four five six needle'
    expect(show(text, 'needle')).toMatch(/^….*\[needle\]$/)
    const whole = snippetOf(text, new Set(['needle']), Number.POSITIVE_INFINITY)
    expect(whole.map(part => part.text).join('')).toBe(text)
  })

  it('begins where the most words are together', () => {
    const text = `moon ${'x '.repeat(200)}tides and moon ${'y '.repeat(200)}`
    expect(show(text, 'moon', 'tides')).toMatch(/\[tides\] and \[moon\]/)
  })
})
