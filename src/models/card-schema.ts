import * as z from 'zod/mini'
import { isLanguageModel, type ModelCard, sideFiles } from './model.ts'
import { modelCardSchema } from './weights/schemas.ts'

const maxFiles = 4096
const maxTextLength = 500

/**
 * A ModelCard that somebody else wrote: beside its shape, every name, number and address in it is one that can be
 * used as what it says it is.
 */
export const foreignCardSchema: z.ZodMiniType<ModelCard> = modelCardSchema.check(
  z.refine(card => isModelId(card.id), 'the id'),
  z.refine(card => isLine(card.name), 'the name'),
  z.refine(isLanguageModel, 'the format'),
  z.refine(card => card.engines.length > 0 && card.engines.every(isModelId), 'the engines'),
  z.refine(hasFiles, 'the files'),
  z.refine(card => [...card.files, ...sideFiles(card)].every(hasUsableAddress), 'an address'),
  z.refine(card => Number.isFinite(card.parametersM) && card.parametersM >= 0, 'the parameters'),
  z.refine(card => card.contextTokens >= 1 && card.contextTokens <= 2 ** 24, 'the context'),
  z.refine(card => card.licenceUrl === '' || isWebAddress(card.licenceUrl), 'the address of the licence'),
  z.refine(hasShortTexts, 'a text'),
)

/** Whether a name can be a model's id: short, plain, and nothing that every object has ("constructor"). */
export function isModelId(id: string): boolean {
  return /^[a-z\d][\w.+-]{0,199}$/i.test(id) && !(id in {})
}

/** Whether a name is that of a file and of nothing else: no path, nothing that cannot be seen. */
export function isFileName(name: string): boolean {
  const isPlain = name.length > 0 && name.length <= 200 && !/[/\\:*?"<>|\p{C}]/u.test(name)
  return isPlain && name.trim() === name && !name.startsWith('.') && !(name in {})
}

function hasFiles(card: ModelCard): boolean {
  const { files } = card
  const all = [...files, ...sideFiles(card)]
  const sizes = new Map<string, number>()
  for (const { name, bytes, sha256 } of all) {
    if (!isFileName(name) || !Number.isSafeInteger(bytes)) return false
    if ((sizes.get(sha256) ?? bytes) !== bytes) return false
    sizes.set(sha256, bytes)
  }
  // In one folder, and on a disk that takes "A" and "a" for the same.
  const names = new Map(all.map(({ name, sha256 }) => [name.toLowerCase(), sha256]))
  const contents = new Set(all.map(({ name, sha256 }) => `${name.toLowerCase()}/${sha256}`))
  return files.length > 0 && all.length <= maxFiles && names.size === contents.size
}

function hasUsableAddress({ url }: { readonly url: string }): boolean {
  if (url === '') return true
  return url.length <= 2000 && URL.canParse(url, anyPage) && isWebAddress(new URL(url, anyPage).href)
}

/** Stands for the page's own address, against which a relative one is read. */
const anyPage = 'https://page.invalid/'

function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

function isLine(text: string): boolean {
  return text.trim().length > 0 && text.length <= 200 && !/\p{Cc}/u.test(text)
}

function hasShortTexts(card: ModelCard): boolean {
  const { offerId, revision, architecture, quantisation, licence, licenceUrl, languages } = card
  const texts = [offerId, revision, architecture, quantisation, licence, licenceUrl, ...languages]
  return languages.length <= 200 && texts.every(text => (text?.length ?? 0) <= maxTextLength)
}
