import { apache, mit } from './licences.ts'
import type { Row } from './row.ts'
import { graniteLanguages } from './rows-small.ts'

/** Models of 1,300 to 2,000 million parameters, smallest first: for laptops. */
export const middleRows: readonly Row[] = [
  {
    id: 'granite-3.1-1b-a400m',
    name: 'Granite 3.1 1B-A400M Instruct',
    goodFor: {
      en: 'Quick on a processor: each word uses a third of it. Summaries and extraction.',
      'zh-CN': '在普通处理器上也快：每个词只用三分之一的参数。适合摘要和信息抽取。',
    },
    parametersM: 1334,
    activeParametersM: 428,
    architecture: 'moe',
    trainedContextTokens: 131_072,
    languages: graniteLanguages,
    abilities: ['tools'],
    licence: apache,
    // 24 of the 32 experts of each of 24 layers are not asked; an expert is 3 x 1,024 x 512.
    shape: { idleParametersM: 906, attention: { layers: 24, keyValueHeads: 8, headSize: 64 } },
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'bartowski/granite-3.1-1b-a400m-instruct-GGUF',
        revision: 'main',
        names: ['granite-3.1-1b-a400m-instruct-Q4_K_M.gguf'],
        bytes: 821_847_360,
      },
    ],
  },
  {
    id: 'granite-4.0-h-1b',
    name: 'Granite 4.0 H 1B',
    goodFor: {
      en: 'Reads long texts with little memory: summaries, extraction, tools. Plain in style.',
      'zh-CN': '省内存地读长文：摘要、信息抽取、调用工具；文风平实。',
    },
    parametersM: 1461,
    architecture: 'hybrid',
    trainedContextTokens: 131_072,
    contextTokens: 8192,
    languages: graniteLanguages,
    abilities: ['tools', 'code'],
    licence: apache,
    // 4 of 40 layers attend; the others keep 48 states of 64 by 128.
    shape: { attention: { layers: 4, keyValueHeads: 4, headSize: 128 }, stateBytes: 60e6 },
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'ibm-granite/granite-4.0-h-1b-GGUF',
        revision: 'main',
        names: ['granite-4.0-h-1b-Q4_K_M.gguf'],
        bytes: 901_162_208,
      },
    ],
  },
  {
    id: 'qwen2.5-coder-1.5b',
    name: 'Qwen2.5 Coder 1.5B Instruct',
    goodFor: {
      en: 'Writes and explains short pieces of code. Not for whole programs.',
      'zh-CN': '编写和讲解短代码；写不了完整的程序。',
    },
    parametersM: 1544,
    architecture: 'dense',
    trainedContextTokens: 32_768,
    languages: ['en', 'zh'],
    abilities: ['code'],
    licence: apache,
    shape: { attention: { layers: 28, keyValueHeads: 2, headSize: 128 } },
    webllm: ['Qwen2.5-Coder-1.5B-Instruct-q4f16_1-MLC', 'Qwen2.5-Coder-1.5B-Instruct-q4f32_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF',
        revision: 'f86cb2c1fa58255f8052cc32aeede1b7482d4361',
        names: ['qwen2.5-coder-1.5b-instruct-q4_k_m.gguf'],
        bytes: 1_117_320_768,
      },
    ],
  },
  {
    id: 'smollm2-1.7b',
    name: 'SmolLM2 1.7B Instruct',
    goodFor: {
      en: 'Good at rewriting and summarising English. English only.',
      'zh-CN': '擅长改写和概括英文，只懂英文。',
    },
    parametersM: 1711,
    architecture: 'dense',
    trainedContextTokens: 8192,
    languages: ['en'],
    abilities: ['tools'],
    licence: apache,
    shape: { attention: { layers: 24, keyValueHeads: 32, headSize: 64 } },
    webllm: ['SmolLM2-1.7B-Instruct-q4f16_1-MLC', 'SmolLM2-1.7B-Instruct-q4f32_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF',
        revision: '2d4a76a30b4af41ecd395c35725ac11688d4cfe4',
        names: ['smollm2-1.7b-instruct-q4_k_m.gguf'],
        bytes: 1_055_609_536,
      },
    ],
  },
  {
    id: 'qwen3-1.7b',
    name: 'Qwen3 1.7B',
    goodFor: {
      en: 'Chats and thinks step by step in many languages. A sound choice for most laptops.',
      'zh-CN': '能多语言对话、分步思考，适合大多数笔记本电脑。',
    },
    parametersM: 1721,
    architecture: 'dense',
    trainedContextTokens: 32_768,
    languages: ['en', 'zh', 'es', 'fr', 'de', 'ja', 'ru', 'ar'],
    abilities: ['thinking', 'tools'],
    licence: apache,
    shape: { attention: { layers: 28, keyValueHeads: 8, headSize: 128 } },
    webllm: ['Qwen3-1.7B-q4f16_1-MLC', 'Qwen3-1.7B-q4f32_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'unsloth/Qwen3-1.7B-GGUF',
        revision: 'd7f544eead698dbd1f15126ef60b45a1e1933222',
        names: ['Qwen3-1.7B-Q4_K_M.gguf'],
        bytes: 1_107_409_472,
      },
    ],
  },
  {
    id: 'deepseek-r1-distill-qwen-1.5b',
    name: 'DeepSeek R1 Distill Qwen 1.5B',
    goodFor: {
      en: 'Works out sums and puzzles aloud. Slow to the point, poor at chat and facts.',
      'zh-CN': '边想边解数学题和谜题；出答案慢，闲聊和常识较差。',
    },
    parametersM: 1777,
    architecture: 'dense',
    trainedContextTokens: 131_072,
    languages: ['en', 'zh'],
    abilities: ['thinking'],
    licence: mit,
    // Its vocabulary's table (151,936 x 1,536) is not its output layer.
    shape: { idleParametersM: 233, attention: { layers: 28, keyValueHeads: 2, headSize: 128 } },
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'bartowski/DeepSeek-R1-Distill-Qwen-1.5B-GGUF',
        revision: 'main',
        names: ['DeepSeek-R1-Distill-Qwen-1.5B-Q4_K_M.gguf'],
      },
    ],
  },
  {
    id: 'qwen3.5-2b',
    name: 'Qwen3.5 2B',
    goodFor: {
      en: 'Everyday questions, writing and translation in many languages, light on memory.',
      'zh-CN': '日常问答、写作、翻译，支持多种语言，占用内存少。',
    },
    parametersM: 1881,
    architecture: 'hybrid',
    trainedContextTokens: 262_144,
    languages: ['en', 'zh', 'es', 'fr', 'de', 'ja', 'ru', 'ar'],
    abilities: ['thinking', 'tools'],
    licence: apache,
    shape: { attention: { layers: 6, keyValueHeads: 2, headSize: 256 }, stateBytes: 19e6 },
    webllm: ['Qwen3.5-2B-q4f16_1-MLC', 'Qwen3.5-2B-q4f32_1-MLC'],
    ggufs: [
      {
        quantisation: 'Q4_K_M',
        repo: 'unsloth/Qwen3.5-2B-GGUF',
        revision: 'f6d5376be1edb4d416d56da11e5397a961aca8ae',
        names: ['Qwen3.5-2B-Q4_K_M.gguf'],
        bytes: 1_280_835_840,
      },
    ],
  },
]
