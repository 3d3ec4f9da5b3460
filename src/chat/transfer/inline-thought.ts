import type { Thought } from '../thinking/thought.ts'

/** An answer of another app, with what the model thought taken out of its text. */
export interface SplitAnswer {
  readonly text: string
  readonly thought?: Thought
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#x27;': "'",
  '&#39;': "'",
}

/**
 * Takes the thought out of the beginning of an answer: `<think>…</think>`, or Open WebUI's
 * `<details type="reasoning" duration="5">`. Anything else is the answer's own text.
 */
export function splitInlineThought(answer: string): SplitAnswer {
  const begin = answer.trimStart()
  const tagged = between(begin, '<think>', '</think>') ?? between(begin, '<thinking>', '</thinking>')
  if (tagged) return { text: tagged.after, thought: thoughtOf(tagged.inside, 0) }
  if (!begin.startsWith('<details')) return { text: answer }
  const headEnd = begin.indexOf('>')
  const head = begin.slice(0, headEnd + 1)
  if (headEnd > 400 || !/\btype="reasoning"/.test(head)) return { text: answer }
  const folded = between(begin, head, '</details>')
  if (!folded) return { text: answer }
  const seconds = Number(/\bduration="(\d{1,6})"/.exec(head)?.[1] ?? 0)
  const inside = folded.inside.replace(/^\s*<summary>[^<]*<\/summary>/, '')
  const lines = inside.split('\n').map(line => line.replace(/^(?:&gt;|>) ?/, ''))
  const plain = lines
    .join('\n')
    .replaceAll(/&(?:lt|gt|amp|quot|#x27|#39);/g, entity => entities[entity] ?? '')
  return { text: folded.after, thought: thoughtOf(plain, seconds * 1000) }
}

function between(text: string, open: string, close: string) {
  if (!text.startsWith(open)) return undefined
  const end = text.indexOf(close, open.length)
  if (end === -1) return undefined
  return { inside: text.slice(open.length, end), after: text.slice(end + close.length).trimStart() }
}

/** How many tokens a thought of another app took is not known: 0. */
export function thoughtOf(text: string, ms: number): Thought {
  return { text: text.trim(), isClosed: true, ms, tokens: 0 }
}
