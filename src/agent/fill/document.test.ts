import { describe, expect, test } from 'vitest'
import { findDocument } from './document.ts'

const library = [
  { id: 'a', title: 'Lease 2025' },
  { id: 'b', title: 'Travel insurance policy.pdf' },
  { id: 'c', title: '租房合同（2025）.docx' },
  { id: 'd', title: '会议纪要 11月' },
  { id: 'e', title: '会议纪要 10月' },
  { id: 'f', title: 'Bees_and_flowers_final.pdf' },
]

describe('documents by their titles', () => {
  test.each([
    ['summarise the lease', 'a'],
    ['what is in Lease 2025?', 'a'],
    ['sum up my insurance policy', 'b'],
    ['summarise the travel insurence', 'b'],
    ['the one about bees', 'f'],
    ['总结一下租房合同', 'c'],
    ['那份租房的合同', 'c'],
    ['会议纪要 11月讲了什么', 'd'],
    ['总结会议纪要', undefined],
    ['summarise the thesis', undefined],
    ['summarise the document', undefined],
    ['', undefined],
  ])('“%s”', (words, id) => {
    expect(findDocument(words, library)).toBe(id)
  })

  test('the only document is meant by “this document”, and no other words', () => {
    const only = [{ id: 'a', title: 'Lease 2025' }]
    expect(findDocument('summarise this document', only)).toBe('a')
    expect(findDocument('总结这份文件', only)).toBe('a')
    expect(findDocument('summarise the thesis', only)).toBeUndefined()
    expect(findDocument('summarise it', [])).toBeUndefined()
  })
})
