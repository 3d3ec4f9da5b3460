import type { Offer } from './offer.ts'

type Licence = Offer['licence']

const llamaNote = {
  en: 'Products with more than 700 million monthly users need Meta’s leave. What is built on it must say “Built with Llama” and keep to Meta’s acceptable use policy.',
  'zh-CN':
    '月活跃用户超过 7 亿的产品须另获 Meta 许可；基于它的产品须注明“Built with Llama”，并遵守 Meta 的可接受使用政策。',
}

export const apache: Licence = { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' }

export const mit: Licence = { name: 'MIT', url: 'https://opensource.org/license/mit' }

export const llama32: Licence = {
  name: 'Llama 3.2 Community Licence',
  url: 'https://www.llama.com/llama3_2/license/',
  note: llamaNote,
}

/** DeepSeek's own part is MIT; the base model's terms stay. */
export const mitOnLlama31: Licence = {
  name: 'MIT, on the Llama 3.1 Community Licence',
  url: 'https://www.llama.com/llama3_1/license/',
  note: llamaNote,
}

export const gemmaTerms: Licence = {
  name: 'Gemma Terms of Use',
  url: 'https://ai.google.dev/gemma/terms',
  note: {
    en: 'Google’s terms forbid some uses, and go along with the model when it is passed on.',
    'zh-CN': 'Google 的条款禁止某些用途；转交模型时须一并附上这些条款。',
  },
}
