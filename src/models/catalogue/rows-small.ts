import { apache, gemmaTerms, llama32 } from './licences.ts'
import type { Row } from './row.ts'

/** The first eight of the twelve languages of IBM's small Granite models. */
export const graniteLanguages = ['en', 'zh', 'de', 'es', 'fr', 'ja', 'pt', 'ar']

/** Models up to 1,300 million parameters, smallest first: for any computer and good telephones. */
export const smallRows: readonly Row[] = [
  {
    id: 'granite-embedding-107m',
    name: 'Granite Embedding 107M Multilingual',
    goodFor: {
      en: 'Finds passages by meaning, across languages. It does not chat.',
      'zh-CN': '按意思检索文段，可跨语言；不能用来聊天。',
    },
    parametersM: 107,
    architecture: 'dense',
    trainedContextTokens: 512,
    contextTokens: 512,
    languages: graniteLanguages,
    abilities: ['embedding'],
    licence: apache,
    // 250,002 rows of 384 in the table of its vocabulary, of which a text reads its own.
    shape: { idleParametersM: 96 },
    ggufs: [
      {
        quantisation: 'Q8_0',
        repo: 'bartowski/granite-embedding-107m-multilingual-GGUF',
        revision: 'main',
        names: ['granite-embedding-107m-multilingual-Q8_0.gguf'],
        bytes: 121_020_096,
      },
    ],
  },
  {
    id: 'gemma-3-270m',
    name: 'Gemma 3 270M',
    goodFor: {
      en: 'Sorts, tags and extracts short texts, very fast. Too small for conversation.',
      'zh-CN': '给短文分类、打标签、抽取信息，速度极快；太小，不适合对话。',
    },
    parametersM: 268,
    architecture: 'dense',
    trainedContextTokens: 32_768,
    languages: ['en'],
    abilities: [],
    licence: gemmaTerms,
    shape: { attention: { layers: 18, keyValueHeads: 1, headSize: 256 } },
    ggufs: [
      {
        quantisation: 'Q8_0',
        repo: 'ggml-org/gemma-3-270m-it-GGUF',
        revision: 'e7647be17ae1108f2f605ed061ca0608b171afff',
        names: ['gemma-3-270m-it-Q8_0.gguf'],
        bytes: 291_545_600,
      },
    ],
  },
  {
    id: 'smollm2-360m',
    name: 'SmolLM2 360M Instruct',
    goodFor: {
      en: 'Rewords and shortens English text. Knows little, reckons badly.',
      'zh-CN': '改写、压缩英文短文；知识少，算术差，不会中文。',
    },
    parametersM: 362,
    architecture: 'dense',
    trainedContextTokens: 8192,
    languages: ['en'],
    abilities: [],
    licence: apache,
    shape: { attention: { layers: 32, keyValueHeads: 5, headSize: 64 } },
    webllm: ['SmolLM2-360M-Instruct-q4f16_1-MLC', 'SmolLM2-360M-Instruct-q4f32_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q8_0',
        repo: 'HuggingFaceTB/SmolLM2-360M-Instruct-GGUF',
        revision: '593b5a2e04c8f3e4ee880263f93e0bd2901ad47f',
        names: ['smollm2-360m-instruct-q8_0.gguf'],
        bytes: 386_404_992,
      },
    ],
  },
  {
    id: 'qwen3-0.6b',
    name: 'Qwen3 0.6B',
    goodFor: {
      en: 'The smallest that holds a simple conversation in many languages. Check its facts.',
      'zh-CN': '能做简单对话的最小模型，支持多种语言；事实要自己核对。',
    },
    parametersM: 596,
    architecture: 'dense',
    trainedContextTokens: 32_768,
    languages: ['en', 'zh', 'es', 'fr', 'de', 'ja', 'ru', 'ar'],
    abilities: ['thinking', 'tools'],
    licence: apache,
    shape: { attention: { layers: 28, keyValueHeads: 8, headSize: 128 } },
    webllm: ['Qwen3-0.6B-q4f16_1-MLC', 'Qwen3-0.6B-q4f32_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q8_0',
        repo: 'Qwen/Qwen3-0.6B-GGUF',
        revision: '23749fefcc72300e3a2ad315e1317431b06b590a',
        names: ['Qwen3-0.6B-Q8_0.gguf'],
        bytes: 639_446_688,
      },
    ],
  },
  {
    id: 'qwen3.5-0.8b',
    name: 'Qwen3.5 0.8B',
    goodFor: {
      en: 'Short answers, translation and summaries in many languages. Small: check its facts.',
      'zh-CN': '多语言简答、翻译、摘要；模型小，事实要自己核对。',
    },
    parametersM: 752,
    architecture: 'hybrid',
    trainedContextTokens: 262_144,
    languages: ['en', 'zh', 'es', 'fr', 'de', 'ja', 'ru', 'ar'],
    abilities: ['thinking', 'tools'],
    licence: apache,
    // 6 of 24 layers attend; the others keep 16 states of 128 by 128.
    shape: { attention: { layers: 6, keyValueHeads: 2, headSize: 256 }, stateBytes: 19e6 },
    webllm: ['Qwen3.5-0.8B-q4f16_1-MLC', 'Qwen3.5-0.8B-q4f32_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'unsloth/Qwen3.5-0.8B-GGUF',
        revision: '6ab461498e2023f6e3c1baea90a8f0fe38ab64d0',
        names: ['Qwen3.5-0.8B-Q4_K_M.gguf'],
        bytes: 532_517_120,
      },
    ],
  },
  {
    id: 'gemma-3-1b',
    name: 'Gemma 3 1B',
    goodFor: {
      en: 'Fluent everyday English: letters, ideas, summaries. Weak at sums and code.',
      'zh-CN': '日常英文写作流畅：写信、出主意、做摘要；算术和编程较弱。',
    },
    parametersM: 1000,
    architecture: 'dense',
    trainedContextTokens: 32_768,
    languages: ['en'],
    abilities: [],
    licence: gemmaTerms,
    shape: { attention: { layers: 26, keyValueHeads: 1, headSize: 256 } },
    webllm: ['gemma3-1b-it-q4f16_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'ggml-org/gemma-3-1b-it-GGUF',
        revision: 'f9c28bcd85737ffc5aef028638d3341d49869c27',
        names: ['gemma-3-1b-it-Q4_K_M.gguf'],
        bytes: 806_058_240,
      },
    ],
  },
  {
    id: 'llama-3.2-1b',
    name: 'Llama 3.2 1B Instruct',
    goodFor: {
      en: 'Summaries and plain chat in European languages. No Chinese, weak at reasoning.',
      'zh-CN': '欧洲语言的摘要和闲聊；不支持中文，推理较弱。',
    },
    parametersM: 1236,
    architecture: 'dense',
    trainedContextTokens: 131_072,
    languages: ['en', 'de', 'fr', 'it', 'pt', 'es', 'hi', 'th'],
    abilities: [],
    licence: llama32,
    shape: { attention: { layers: 16, keyValueHeads: 8, headSize: 64 } },
    webllm: ['Llama-3.2-1B-Instruct-q4f16_1-MLC', 'Llama-3.2-1B-Instruct-q4f32_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'bartowski/Llama-3.2-1B-Instruct-GGUF',
        revision: '067b946cf014b7c697f3654f621d577a3e3afd1c',
        names: ['Llama-3.2-1B-Instruct-Q4_K_M.gguf'],
        bytes: 807_694_464,
      },
    ],
  },
]
