import { createSplitter } from '../../chat/thinking/reasoning.ts'
import type { GenerateEvent, GenerateRequest, ModelThinking } from '../../engines/engine.ts'
import { isOver, readAnswer, type Translated } from './answer.ts'
import { type Asked, chatRequest, completionRequest } from './ask.ts'

/** What writes translations: the model in use, as far as it is needed here. */
export interface TranslatingModel {
  readonly can: 'chat' | 'completion'
  readonly thinking?: ModelThinking | undefined
  /** Session.generate. Throws FaultError. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncIterable<GenerateEvent>
}

/** How a sentence's translation comes: its place in the queue, what there is of it, and the whole. */
export type SentenceEvent =
  | { readonly type: 'queued'; readonly ahead: number }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'end'; readonly translated: Translated }

/** Translates one sentence. An abort throws the signal's reason; throws what `generate` throws. */
export async function* translateSentence(
  model: TranslatingModel,
  asked: Asked,
  signal: AbortSignal,
): AsyncGenerator<SentenceEvent> {
  const isCompletion = model.can === 'completion'
  const request = isCompletion ? completionRequest(asked) : chatRequest(asked)
  const splitter = createSplitter(model.thinking === 'opened' ? 'thought' : 'answer')
  let answer = ''
  let hasEnded = false
  const add = (pieces: ReturnType<typeof splitter.push>) => {
    for (const piece of pieces) {
      if (piece.type === 'text') answer += piece.text
      else if (piece.type === 'text-was-thought') answer = ''
    }
  }
  for await (const event of model.generate(request, signal)) {
    if (event.type === 'queued') yield event
    if (event.type === 'text-delta') {
      if (isCompletion) answer += event.text
      else add(splitter.push(event.text))
      // To leave is to stop it.
      if (isOver(answer, isCompletion)) {
        hasEnded = true
        break
      }
      yield { type: 'text', text: answer.trimStart() }
    }
    if (event.type === 'text-end') hasEnded = event.reason === 'stop'
  }
  signal.throwIfAborted()
  if (!isCompletion) add(splitter.end())
  yield { type: 'end', translated: readAnswer(answer, { ...asked, hasEnded }) }
}
