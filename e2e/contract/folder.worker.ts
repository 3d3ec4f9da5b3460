import type { GenerateEvent, LoadableModel, PromptMessage } from '../../src/engines/engine.ts'
import { createInstance } from '../../src/engines/webllm/instance.ts'
import { createReply } from '../../src/engines/webllm/reply.ts'

/** What the page asks of a model folder. */
export interface FolderQuestion {
  readonly model: LoadableModel
  readonly asked: readonly PromptMessage[]
  readonly prompts: readonly (readonly PromptMessage[])[]
  readonly texts: readonly string[]
}

/** What became of it. */
export interface FolderFindings {
  /** The greedy answer to `asked`. */
  readonly text: string
  /** Tokens of each prompt. */
  readonly counts: readonly number[]
  /** Token ids of each text, by the tokenizer that WebLLM runs. */
  readonly ids: readonly (readonly number[])[]
}

export type FolderAnswer = FolderFindings | { readonly error: string }

async function find({ model, asked, prompts, texts }: FolderQuestion): Promise<FolderFindings> {
  const instance = createInstance()
  try {
    await instance.load(model, () => {})
    const { pipeline, cache, prompt } = instance.loaded()
    let text = ''
    const emit = (event: GenerateEvent) => {
      if (event.type === 'text-delta') text += event.text
    }
    const request = { messages: asked, maxTokens: 12, temperature: 0 }
    const { signal } = new AbortController()
    await createReply({ pipeline, cache, prompt: prompt(asked), request, signal, emit }).run()
    return {
      text,
      counts: prompts.map(messages => prompt(messages).length),
      ids: texts.map(each => [...pipeline.tokenizer.encode(each)]),
    }
  } finally {
    await instance.kill(new DOMException('done', 'AbortError'))
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<FolderQuestion>) => {
  const answer: FolderAnswer = await find(data).catch(error => ({ error: String(error) }))
  self.postMessage(answer)
})
