import type { KnownDocument } from '../parts.ts'
import { fold } from './reading.ts'

/** Words that a title and a request may share without meaning each other. */
const common = new Set(
  'the a an of and or for to in on my our your this that summarise summarize summary sum up give me short brief overview key points main document documents file pdf doc docx txt md epub please can you what is does say about tell it from with final copy draft version'.split(
    ' ',
  ),
)
const commonPairs = new Set(
  '总结 概括 摘要 归纳 文档 文件 一下 帮我 内容 主要 这个 这份 那份 那个 说了 什么 结一 下这 括一 我总 文章 全文 要点 的主 讲了 给我'.split(
    ' ',
  ),
)
const anyDocument =
  /\b(?:the|this|that|my)\s(?:document|file|pdf|paper|text|article|book|report)\b|(?:这|那)(?:个|份|篇|本)?(?:文档|文件|文章|资料|pdf|报告|书|论文)|^(?:总结|概括|摘要)(?:一下)?(?:文档|文件)/
const ending = /\.(?:pdf|docx?|txt|md|epub|html?|csv|rtf|odt|pptx?|xlsx?)$/

/**
 * The document whose title a request names, even in part ("the lease" for "Lease 2025"): the one that shares most with
 * it. Where two share as much, none: it is asked for.
 */
export function findDocument(words: string, documents: readonly KnownDocument[]): string | undefined {
  const request = fold(words)
  const inRequest = new Set(wordsOf(request))
  const pairsInRequest = pairsOf(request)
  let best: { id: string; score: number; share: number } | undefined
  let isTied = false
  for (const { id, title } of documents) {
    const bare = fold(title.slice(0, 300)).replace(ending, '').trim()
    const { score, share } = likeness(bare, request, inRequest, pairsInRequest)
    if (score === 0) continue
    const order = best === undefined ? 1 : score - best.score || share - best.share
    if (order > 0) {
      best = { id, score, share }
      isTied = false
    } else if (order === 0) isTied = true
  }
  if (best !== undefined) return isTied ? undefined : best.id
  // "This document" is the only one there is.
  return documents.length === 1 && anyDocument.test(request) ? documents[0]?.id : undefined
}

function likeness(
  title: string,
  request: string,
  inRequest: ReadonlySet<string>,
  pairsInRequest: ReadonlySet<string>,
): { score: number; share: number } {
  if (title.length > 1 && request.includes(title)) return { score: 1000 + title.length, share: 1 }
  const words = wordsOf(title)
  const pairs = [...pairsOf(title)]
  const all = words.length + pairs.length
  if (all === 0) return { score: 0, share: 0 }
  const shared = words.filter(word => isIn(word, inRequest))
  const sharedPairs = pairs.filter(pair => pairsInRequest.has(pair))
  const telling = [
    ...shared.filter(word => !common.has(word) && !/^\d{1,2}$/.test(word)),
    ...sharedPairs.filter(pair => !commonPairs.has(pair)),
  ]
  if (telling.length === 0) return { score: 0, share: 0 }
  return { score: telling.length, share: (shared.length + sharedPairs.length) / all }
}

function isIn(word: string, words: ReadonlySet<string>): boolean {
  if (words.has(word)) return true
  if (word.length < 4 || /\d/.test(word)) return false
  for (const other of words) {
    if (other.length < 4 || common.has(other)) continue
    if (other === `${word}s` || word === `${other}s` || (word.length >= 5 && isNear(word, other))) return true
  }
  return false
}

/** One letter is another, missing, or too many. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let front = 0
  while (front < a.length && a[front] === b[front]) front += 1
  let back = 0
  while (back < Math.min(a.length, b.length) - front && a.at(-1 - back) === b.at(-1 - back)) back += 1
  return Math.max(a.length, b.length) - front - back <= 1
}

function wordsOf(text: string): string[] {
  return text.match(/[a-z0-9\u00c0-\u024f]{2,40}/g) ?? []
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2)
    if (/^\p{Script=Han}{2}$/u.test(pair)) pairs.add(pair)
  }
  return pairs
}
