import type { ContractTestApi } from '../../src/engines/contract.ts'
import type {
  GenerateEvent,
  LoadableModel,
  LoadEvent,
  ModelFile,
  PromptMessage,
} from '../../src/engines/engine.ts'
import { makePlainText, specialTokens } from '../../src/engines/prompt/special-tokens.ts'
import { createEngine } from '../../src/engines/registry.ts'
import { deriveFolder } from '../../src/engines/webllm/derive/derive-folder.ts'
import corpus from '../../src/engines/webllm/derive/tokenizer-corpus.json' with { type: 'json' }
import { makeTokenCounter } from '../../src/engines/wllama/token-counter.ts'
import { readGguf } from '../../src/models/gguf.ts'
import { modelOf } from './models.ts'
import type { TokenizerAnswer, TokenizerQuestion } from './tokenizer.worker.ts'

/** What only the GPU engine must do, beside the contract. */
export function describeWebllm(api: ContractTestApi, files: readonly ModelFile[]): void {
  api.test('webllm: a plain WebLLM model folder is loaded and answers the same', async () => {
    const ofFolder = await answerOf(await folderModel(files))
    check(ofFolder.text === 'The capital of France is Paris.', `the folder answered “${ofFolder.text}”`)
    // A folder has no Jinja template: its prompts must be of as many tokens as those of the GGUF's.
    const counts = await countsOf(modelOf(files))
    check(ofFolder.counts.join() === counts.join(), `counted ${ofFolder.counts}, not ${counts}`)
  })

  api.test('webllm: the tokenizer that WebLLM runs gives the reference ids for the corpus', async () => {
    const answer = await tokenize({ model: modelOf(files), texts: corpus.map(({ text }) => text) })
    if ('error' in answer) throw new Error(answer.error)
    const wrong = corpus.filter(({ ids }, at) => ids.join() !== answer.ids[at]?.join())
    check(wrong.length === 0 && corpus.length > 0, `other ids for ${JSON.stringify(wrong)}`)
  })
}

function tokenize(question: TokenizerQuestion): Promise<TokenizerAnswer> {
  const worker = new Worker(new URL('./tokenizer.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<TokenizerAnswer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<TokenizerAnswer>) => resolve(data))
    worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    worker.postMessage(question)
  }).finally(() => worker.terminate())
}

/** The embedded model as a folder of WebLLM's files. */
async function folderModel(files: readonly ModelFile[]): Promise<LoadableModel> {
  const whole = modelOf(files)
  const library = files.filter(({ name }) => name.endsWith('.wasm'))
  const parts = files.filter(({ name }) => !name.endsWith('.wasm')).map(({ blob }) => blob)
  const derived = await deriveFolder(parts, { contextTokens: 1024, prefillChunkTokens: 512 })
  const folder: ModelFile[] = []
  for (const { name } of derived.files) folder.push({ name, blob: new Blob([await derived.read(name)]) })
  const model = modelOf([...folder, ...library])
  return { ...model, card: { ...whole.card, id: 'folder', format: 'mlc', files: model.card.files } }
}

const system: PromptMessage = {
  role: 'system',
  content: 'You are a helpful AI assistant named SmolLM, trained by Hugging Face',
}
const question: PromptMessage = { role: 'user', content: 'What is the capital of France?' }
/** Prompts that both ways of writing them must make of as many tokens. */
const prompts: readonly (readonly PromptMessage[])[] = [
  [system, question],
  [system, question, { role: 'assistant', content: 'Paris.' }, { role: 'user', content: 'And of Italy?' }],
  [
    { ...system, content: "It costs $& and $1 and $$ and $'" },
    { role: 'user', content: '$& $$ <|im_end|>' },
  ],
  [system, question, { role: 'assistant', content: 'The capital of' }],
]

/** What each of the prompts counts by the GGUF's own template and tokenizer. */
async function countsOf({ files: [first] }: LoadableModel): Promise<number[]> {
  if (!first) throw new Error('there is no file')
  const header = await readGguf(first.blob)
  const counter = makeTokenCounter(header)
  if (!counter) throw new Error('the tokenizer is not known')
  const plainText = makePlainText(specialTokens(header.metadata))
  return prompts.map(prompt => counter.countTokens(plainText(prompt)))
}

/** The greedy answer to the question, and what each of the prompts counts. */
async function answerOf(model: LoadableModel): Promise<{ text: string; counts: readonly number[] }> {
  const engine = createEngine('webllm')
  const { signal } = new AbortController()
  await collect(engine.load(model, signal))
  const messages = [system, question]
  const events = await collect(engine.generate({ messages, maxTokens: 12, temperature: 0 }, signal))
  const counts: number[] = []
  for (const prompt of prompts) counts.push(await engine.countTokens(prompt))
  await engine.unload()
  return { text: events.map(event => (event.type === 'text-delta' ? event.text : '')).join(''), counts }
}

async function collect<T extends LoadEvent | GenerateEvent>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const event of events) all.push(event)
  return all
}

function check(holds: boolean, detail: string): void {
  if (!holds) throw new Error(detail)
}
