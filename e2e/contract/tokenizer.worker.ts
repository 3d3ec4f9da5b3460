import type { LoadableModel } from '../../src/engines/engine.ts'
import { createInstance } from '../../src/engines/webllm/instance.ts'

/** What the page asks: the model and the texts whose tokens it wants. */
export interface TokenizerQuestion {
  readonly model: LoadableModel
  readonly texts: readonly string[]
}

/** Token ids of each text by the tokenizer of the loaded model, or what went wrong. */
export type TokenizerAnswer = { readonly ids: readonly (readonly number[])[] } | { readonly error: string }

self.addEventListener('message', async ({ data }: MessageEvent<TokenizerQuestion>) => {
  const instance = createInstance()
  const answer = async (): Promise<TokenizerAnswer> => {
    await instance.load(data.model, () => {})
    const { tokenizer } = instance.loaded().pipeline
    return { ids: data.texts.map(text => [...tokenizer.encode(text)]) }
  }
  self.postMessage(await answer().catch(error => ({ error: String(error) })))
  await instance.kill(new DOMException('done', 'AbortError'))
})
