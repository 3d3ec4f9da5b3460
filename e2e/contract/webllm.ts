import type { ContractTestApi } from '../../src/engines/contract.ts'
import type { LoadableModel, ModelFile, PromptMessage } from '../../src/engines/engine.ts'
import { makePlainText, specialTokens } from '../../src/engines/prompt/special-tokens.ts'
import { deriveFolder } from '../../src/engines/webllm/derive/derive-folder.ts'
import corpus from '../../src/engines/webllm/derive/tokenizer-corpus.json' with { type: 'json' }
import { makeTokenCounter } from '../../src/engines/wllama/token-counter.ts'
import { readGguf } from '../../src/models/gguf.ts'
import type { FolderAnswer, FolderFindings, FolderQuestion } from './folder.worker.ts'
import { modelOf } from './models.ts'

/** What only the GPU engine must do, beside the contract. A load takes long: one folder tells all. */
export function describeWebllm(api: ContractTestApi, files: readonly ModelFile[]): void {
  let asking: Promise<FolderFindings> | undefined
  const findings = () => {
    asking ??= ask(files)
    return asking
  }

  api.test('webllm: a plain WebLLM model folder is loaded and answers the same', async () => {
    const { text, counts } = await findings()
    check(text === 'The capital of France is Paris.', `the folder answered “${text}”`)
    // A folder has no Jinja template: its prompts must be of as many tokens as those of the GGUF's.
    const expected = await countsOf(modelOf(files))
    check(counts.join() === expected.join(), `counted ${counts}, not ${expected}`)
  })

  api.test('webllm: the tokenizer that WebLLM runs gives the reference ids for the corpus', async () => {
    const found = await findings()
    const wrong = corpus.filter(({ ids }, at) => ids.join() !== found.ids[at]?.join())
    check(wrong.length === 0 && corpus.length > 0, `other ids for ${JSON.stringify(wrong)}`)
  })
}

async function ask(files: readonly ModelFile[]): Promise<FolderFindings> {
  const texts = corpus.map(({ text }) => text)
  const message: FolderQuestion = {
    model: await folderModel(files),
    asked: [system, question],
    prompts,
    texts,
  }
  const worker = new Worker(new URL('./folder.worker.ts', import.meta.url), { type: 'module' })
  const answer = await new Promise<FolderAnswer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<FolderAnswer>) => resolve(data))
    worker.addEventListener('error', event => reject(new Error(event.message)))
    worker.postMessage(message)
  }).finally(() => worker.terminate())
  if ('error' in answer) throw new Error(answer.error)
  return answer
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

function check(holds: boolean, detail: string): void {
  if (!holds) throw new Error(detail)
}
