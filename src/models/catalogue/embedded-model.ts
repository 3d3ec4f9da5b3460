import type { ModelAdapterCard, ModelCard, ModelLibraryCard } from '../model.ts'
import embedded from './embedded.json' with { type: 'json' }
import trained from './embedded-adapters.json' with { type: 'json' }
import compiled from './embedded-libraries.json' with { type: 'json' }

const folder = 'models/smollm2-135m-instruct'

/** "shader-f16" and "hardware" are all that the file may say; the catalogue's test holds it to that. */
const libraries = compiled.libraries.map(file => ({
  ...file,
  url: `${folder}/${file.name}`,
})) as ModelLibraryCard[]

/** "tools" is all that the file may say; the catalogue's test holds it to that. */
const adapters = trained.adapters.map(file => ({
  ...file,
  url: `${folder}/${file.name}`,
})) as ModelAdapterCard[]

/** The model that comes with the page: it answers with the network unplugged from the first visit on. */
export const embeddedModel: ModelCard = {
  id: 'smollm2-135m-instruct-q4_1',
  name: 'SmolLM2 135M Instruct',
  format: 'gguf',
  engines: ['webllm', 'wllama'],
  files: embedded.files.map(file => ({ ...file, url: `${folder}/${file.name}` })),
  libraries,
  adapters,
  parametersM: 135,
  quantisation: 'Q4_1',
  contextTokens: 4096,
  maxAnswerTokens: 1024,
  licence: 'Apache-2.0',
  licenceUrl: 'https://www.apache.org/licenses/LICENSE-2.0',
  languages: ['en'],
}
