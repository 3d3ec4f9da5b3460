import type { ModelCard } from '../models/model.ts'
import listed from './embedding-model.json' with { type: 'json' }

const folder = 'models/all-minilm-l6-v2'

/** The one model by which documents are searched by meaning. It lies beside the page, and is fetched when first needed. */
export const embeddingModel: ModelCard = {
  id: 'all-minilm-l6-v2-int8',
  name: 'all-MiniLM-L6-v2',
  format: 'onnx',
  engines: [],
  files: listed.files.map(file => ({ ...file, url: `${folder}/${file.name}` })),
  parametersM: 23,
  quantisation: 'int8',
  contextTokens: 256,
  licence: 'Apache-2.0',
  licenceUrl: 'https://www.apache.org/licenses/LICENSE-2.0',
  languages: ['en'],
}

/** Numbers of a vector. */
export const embeddingDimensions = 384

/** Names the model and its build: vectors of another one cannot be compared. */
export const embeddingModelName = `${embeddingModel.id} ${listed.files[0]?.sha256.slice(0, 8)}`
