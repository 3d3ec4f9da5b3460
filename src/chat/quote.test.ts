import { describe, expect, it } from 'vitest'
import { withQuote } from './quote.ts'

describe('a quotation', () => {
  it('marks each line and leaves room to answer below it', () => {
    expect(withQuote('', 'one\ntwo')).toBe('> one\n> two\n\n')
  })

  it('comes after what is written already, an empty line between them', () => {
    expect(withQuote('Look:\n', 'one')).toBe('Look:\n\n> one\n\n')
  })

  it('marks empty lines, so that it stays one quotation, and drops those around it', () => {
    expect(withQuote('', '\n\none\r\n\r\ntwo\n')).toBe('> one\n>\n> two\n\n')
  })
})
