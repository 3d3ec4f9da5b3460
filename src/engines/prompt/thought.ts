import type { GgufValue } from '../../models/gguf.ts'
import type { PromptMessage } from '../engine.ts'
import { type ThoughtTags, thoughtTags } from '../thought-tags.ts'

/** The tags that a model thinks between, by its chat template or its vocabulary; undefined where neither has any. */
export function tagsOf(template: string, vocabulary: GgufValue | undefined): ThoughtTags | undefined {
  const tokens = Array.isArray(vocabulary) ? vocabulary : []
  return (
    thoughtTags.find(({ close }) => template.includes(close)) ??
    thoughtTags.find(({ open, close }) => tokens.includes(open) && tokens.includes(close))
  )
}

/** Whether a prompt ends in a thought that has just been opened. */
export function isOpen(prompt: string, { open }: ThoughtTags): boolean {
  return prompt.trimEnd().endsWith(open)
}

/**
 * A prompt that ends where the answer begins, with a thought between the model's tags; without one, a thought that
 * the template has opened is closed. The blanks are those that models of this kind write themselves, so that what
 * was written is still in the KV cache.
 */
export function withThought(prompt: string, thought: PromptMessage['thought'], tags: ThoughtTags): string {
  const wasOpened = isOpen(prompt, tags)
  if (!thought && !wasOpened) return prompt
  const { text, isClosed } = thought ?? { text: '', isClosed: true }
  if (text === '' && isClosed && prompt.trimEnd().endsWith(tags.close)) return prompt
  const opened = wasOpened ? prompt.replace(/(\S)$/, '$1\n') : `${prompt}${tags.open}\n`
  return isClosed ? `${opened}${text.trimEnd()}\n${tags.close}\n\n` : opened + text
}
