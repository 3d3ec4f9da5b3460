import type { ModelCard } from '../models/model.ts'

/** The card of the model that is none: no files, and a licence for nothing. */
export const scriptedCard: ModelCard = {
  id: 'scripted',
  name: 'Scripted',
  format: 'gguf',
  engines: ['scripted'],
  files: [],
  parametersM: 0,
  quantisation: '',
  contextTokens: 4096,
  licence: '',
  licenceUrl: '',
  languages: ['en'],
}
