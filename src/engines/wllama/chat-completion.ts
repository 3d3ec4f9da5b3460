import type { ChatCompletionChunk, RawCompletionChunk } from '@wllama/wllama/esm/index.js'
import type { EndReason, GenerateEvent, GenerateRequest, ToolFormat, Usage } from '../engine.ts'
import { callForms } from '../tool-format.ts'
import { noUsage } from '../usage.ts'
import type { ChatRequest, RawRequest } from './instance.ts'

/**
 * How far back repetition is punished. llama.cpp's 64 reach into the turn before: asked for the capital of Italy
 * after that of France, SmolLM2 135M at penalty 1.1 avoided "The capital of" and answered something else.
 */
const repeatWindowTokens = 24

/** A request in llama-server's words. */
export function chatRequest(request: GenerateRequest): ChatRequest {
  const { messages, jsonSchema, thinking } = request
  return {
    ...common(request),
    // It would not know what to do with a thought.
    messages: messages.map(({ role, content }) => ({ role, content })),
    ...(jsonSchema === undefined
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: jsonSchema } } }),
    // Templates that know nothing of it take no notice.
    ...(thinking === undefined ? {} : { chat_template_kwargs: { enable_thinking: thinking } }),
  }
}

/**
 * The same for a prompt that Hermit has rendered itself, without the token that llama.cpp puts in front.
 * @param format Of the model's calls, where it has one.
 */
export function rawRequest(request: GenerateRequest, prompt: string, format?: ToolFormat): RawRequest {
  const { jsonSchema, tools } = request
  return {
    ...common(request),
    prompt,
    ...(jsonSchema === undefined ? {} : { json_schema: jsonSchema }),
    // Control tokens are no text to it: what opens a call would not be seen.
    ...(tools && format ? { preserved_tokens: callForms[format].marks } : {}),
  }
}

/** With an adapter loaded, every request says whether it is laid over the model: it is the first and only one. */
export function withAdapter<Request extends object>(request: Request, isOn: boolean): Request {
  return { ...request, lora: [{ id: 0, scale: isOn ? 1 : 0 }] }
}

/**
 * What is asked between a call with the adapter and one without. llama.cpp forgets what it has read when the adapter is
 * switched, but keeps it aside when another prompt takes its place: so a prompt of one token is put between, and what
 * comes next finds the chat as it was, to the letter. (With a second place in the same cache the chat's tokens lay
 * elsewhere in it after a call, sums came out otherwise in their last bits, and one greedy answer in four with them.)
 */
export const switchRequest: RawRequest = { prompt: '.', max_tokens: 0, cache_prompt: true }

function common({ maxTokens, temperature, topP, repeatPenalty, seed, grammar }: GenerateRequest) {
  return {
    ...(grammar === undefined ? {} : { grammar }),
    // Its typed names (penalty_repeat and so on) are ignored; these are llama-server's own.
    max_tokens: maxTokens ?? -1,
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(repeatPenalty === undefined
      ? {}
      : { repeat_penalty: repeatPenalty, repeat_last_n: repeatWindowTokens }),
    ...(seed === undefined ? {} : { seed }),
    cache_prompt: true,
    return_progress: true,
    timings_per_token: true,
    stream_options: { include_usage: true },
  }
}

/** Turns the chunks of one completion into events. */
export interface ReplyReader {
  read(chunk: ChatCompletionChunk | RawCompletionChunk): void
  /** What is known of the cost so far. */
  usage(): Usage
  end(): GenerateEvent
}

/**
 * Makes the reader of one completion's chunks.
 * @param request With the messages as llama.cpp was given them, none with a raw prompt: it repeats the text of an
 *   answer that it goes on with.
 */
export function createReplyReader(
  request: GenerateRequest,
  emit: (event: GenerateEvent) => void,
): ReplyReader {
  // With max_tokens 0 llama.cpp still samples one token. It is in no cache and nobody asked for it.
  const isPrefillOnly = request.maxTokens === 0
  let usage = noUsage
  let reason: EndReason = 'stop'
  let prefilled = -1
  const last = request.messages.at(-1)
  /** What is still to be repeated of a last message of the assistant; seen to come whole, with the first text. */
  let echo = last?.role === 'assistant' ? last.content : ''

  function withoutEcho(text: string): string {
    let length = 0
    while (length < Math.min(text.length, echo.length) && text[length] === echo[length]) length += 1
    echo = length === text.length ? echo.slice(length) : ''
    return text.slice(length)
  }

  return {
    read(chunk) {
      const { prompt_progress: progress, timings } = chunk
      if (timings) {
        usage = {
          promptTokens: Math.max(usage.promptTokens, timings.cache_n + timings.prompt_n),
          cachedTokens: timings.cache_n,
          completionTokens: isPrefillOnly ? 0 : timings.predicted_n,
          prefillMs: timings.prompt_ms,
          decodeMs: isPrefillOnly ? 0 : timings.predicted_ms,
        }
      }
      if (progress) usage = { ...usage, promptTokens: progress.total, cachedTokens: progress.cache }
      if (progress && progress.processed > prefilled) {
        prefilled = progress.processed
        emit({ type: 'prefill-progress', tokens: progress.processed, of: progress.total })
      }
      const choice = chunk.choices[0]
      if (choice?.finish_reason) reason = choice.finish_reason === 'length' ? 'length' : 'stop'
      const content = choice && 'delta' in choice ? choice.delta.content : choice?.text
      const text = withoutEcho(content ?? '')
      if (text && !isPrefillOnly) emit({ type: 'text-delta', text })
    },
    usage: () => usage,
    end: () => ({ type: 'text-end', reason: isPrefillOnly ? 'length' : reason, usage }),
  }
}
