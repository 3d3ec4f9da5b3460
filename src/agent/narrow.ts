import type { Tool } from '../abilities/tool.ts'
import { cutWords, normalise } from '../text/words.ts'

/** Tools that a model is shown at once: more make the prompt long and the choice worse. */
export const mostOffered = 8

/**
 * The tools that a model may choose from: those that the person's words were routed to, and of Hermit's own those that
 * share most words with the request. One from elsewhere is only shown where it was asked for: its description is foreign.
 */
export function narrowTools(
  tools: readonly Tool[],
  request: string,
  routed: ReadonlySet<string>,
): readonly Tool[] {
  const wanted = termsOf(request)
  const score = (tool: Tool) => {
    const { en = [], 'zh-CN': zh = [] } = tool.examples ?? {}
    const own = termsOf([tool.name.replaceAll('_', ' '), tool.description, ...en, ...zh].join('\n'))
    let shared = 0
    for (const term of wanted) if (own.has(term)) shared++
    return shared
  }
  const asked = tools.filter(({ name }) => routed.has(name))
  const others = tools
    .filter(({ name, source }) => !routed.has(name) && source === undefined)
    .map(tool => ({ tool, score: score(tool) }))
    .toSorted((a, b) => b.score - a.score)
  return [...asked, ...others.map(({ tool }) => tool)].slice(0, Math.max(asked.length, mostOffered))
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(cutWords(normalise(text)).map(({ term }) => term.toLowerCase()))
}
