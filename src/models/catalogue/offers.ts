import { modelBytes } from '../model.ts'
import { embeddedModel } from './embedded-model.ts'
import { apache } from './licences.ts'
import type { Build, Offer } from './offer.ts'
import prebuilt from './prebuilt.json' with { type: 'json' }
import type { GgufFile, Row } from './row.ts'
import { rows } from './rows.ts'
import { bitsPerParameter, type Quantisation, readBytes, weightBytes, wllamaMemoryBytes } from './sizes.ts'

/** A model of WebLLM's own list, as scripts/list-prebuilt.ts keeps it. */
interface PrebuiltModel {
  readonly model: string
  readonly model_lib: string
  /** In MiB: WebLLM's two figures for TinyLlama differ by just its cache of 1,024 tokens, 22 x 2^20 bytes. */
  readonly vram_required_MB: number
  readonly context_window_size: number
  readonly buffer_size_required_bytes?: number
}

const prebuiltModels: Readonly<Record<string, PrebuiltModel>> = prebuilt.models

function isQuantisation(name: string): name is Quantisation {
  return name in bitsPerParameter
}

function webllmBuild(row: Row, id: string): Build {
  const model = prebuiltModels[id]
  const quantisation = /-(q\df\d\d_\d)-MLC/.exec(id)?.[1] ?? ''
  if (!model || !isQuantisation(quantisation)) throw new Error(`${id}: run npx tsx scripts/list-prebuilt.ts`)
  const bytes = weightBytes(row.parametersM, quantisation)
  const bufferBytes = model.buffer_size_required_bytes
  return {
    id,
    engineId: 'webllm',
    processor: 'gpu',
    quantisation,
    bytes,
    isExact: false,
    memoryBytes: Math.round(model.vram_required_MB * 1024 * 1024),
    bytesPerToken: readBytes(bytes, row.parametersM, row.shape),
    // The list's own `required_features` leaves it out of most that need it.
    needsF16: /f16/.test(id),
    ...(bufferBytes === undefined ? {} : { needsBufferBytes: bufferBytes }),
    contextTokens: model.context_window_size,
    source: {
      kind: 'mlc',
      folder: { repo: new URL(model.model).pathname.slice(1), revision: 'main' },
      libraryUrl: model.model_lib,
    },
  }
}

function ggufBuild(row: Row, file: GgufFile): Build {
  const bytes = file.bytes ?? weightBytes(row.parametersM, file.quantisation)
  const contextTokens = row.contextTokens ?? 4096
  return {
    id: `${row.id}-${file.quantisation.toLowerCase()}`,
    engineId: 'wllama',
    processor: 'cpu',
    quantisation: file.quantisation,
    bytes,
    isExact: file.bytes !== undefined,
    memoryBytes: wllamaMemoryBytes(bytes, row.shape, contextTokens),
    bytesPerToken: readBytes(bytes, row.parametersM, row.shape),
    needsF16: false,
    contextTokens,
    source: {
      kind: 'gguf',
      folder: { repo: file.repo, revision: file.revision },
      names: file.names,
    },
  }
}

function offerOfRow(row: Row): Offer {
  const { shape, webllm = [], ggufs = [], contextTokens, ...offer } = row
  const builds = [...webllm.map(id => webllmBuild(row, id)), ...ggufs.map(file => ggufBuild(row, file))]
  return { ...offer, builds }
}

const embeddedBytes = modelBytes(embeddedModel)
const libraryBytes = Math.max(...(embeddedModel.libraries ?? []).map(file => file.bytes))

const embeddedBuild = {
  id: embeddedModel.id,
  quantisation: embeddedModel.quantisation,
  isExact: true,
  bytesPerToken: embeddedBytes,
  needsF16: false,
  contextTokens: embeddedModel.contextTokens,
  source: { kind: 'pinned', card: embeddedModel },
} as const

/** The model that comes with the page; on the GPU it took 477 MB when measured with 4,096 tokens of context. */
const embeddedOffer: Offer = {
  id: 'smollm2-135m',
  name: embeddedModel.name,
  goodFor: {
    en: 'Comes with Hermit. Short English answers and filling in forms; often wrong.',
    'zh-CN': '随 Hermit 自带。能做简短的英文问答和填表，常出错，不会中文。',
  },
  parametersM: embeddedModel.parametersM,
  architecture: 'dense',
  trainedContextTokens: 8192,
  languages: embeddedModel.languages,
  abilities: [],
  licence: apache,
  builds: [
    {
      ...embeddedBuild,
      engineId: 'webllm',
      processor: 'gpu',
      bytes: embeddedBytes + libraryBytes,
      memoryBytes: 477e6,
    },
    {
      ...embeddedBuild,
      engineId: 'wllama',
      processor: 'cpu',
      bytes: embeddedBytes,
      memoryBytes: wllamaMemoryBytes(
        embeddedBytes,
        { attention: { layers: 30, keyValueHeads: 3, headSize: 64 } },
        embeddedModel.contextTokens,
      ),
    },
  ],
}

/** Every model that Hermit offers, the embedded one first, then smallest first. */
export const offers: readonly Offer[] = [embeddedOffer, ...rows.map(offerOfRow)]

/** The offer of that id. */
export function offerOf(id: string): Offer | undefined {
  return offers.find(offer => offer.id === id)
}
