import type { Conversation } from '../conversation.ts'
import { chatGptChat } from './chatgpt-format.ts'
import { checkVersion, exportFormat, hermitChat, hermitDrafts, hermitPresets } from './hermit-format.ts'
import { type Imported, type ImportSource, noPresets, type PartWords } from './imported.ts'
import { createJsonBytes } from './json-bytes.ts'
import { type ImportLimits, importLimits } from './limits.ts'
import { openWebUiChat } from './open-webui-format.ts'
import { refuse, refuseField } from './refusal.ts'

export interface ReadOptions {
  readonly words: PartWords
  /** From 0 to 1; the reading of the file is its first half. */
  readonly onProgress?: (fraction: number) => void
  /** Tests bring smaller ones. */
  readonly limits?: ImportLimits
}

/**
 * Reads and checks a file of chats: Hermit's own export, ChatGPT's (also zipped), Open WebUI's. All of it is right, or
 * it is refused. Throws ImportRefusal, which names the field and its place; nothing else.
 */
export async function readImport(file: Blob, options: ReadOptions): Promise<Imported> {
  const { limits = importLimits, onProgress = () => {} } = options
  if (file.size > limits.bytes) {
    throw refuse('import-too-large', { bytes: file.size, limitBytes: limits.bytes })
  }
  const reading = (fraction: number) => onProgress(fraction / 2)
  const parts = (await isZip(file))
    ? await (await import('./zip-parts.ts')).zipParts(file, limits, reading)
    : [await readJson(file, limits, reading)]
  return check(parts, { ...options, limits, onProgress: fraction => onProgress(0.5 + fraction / 2) })
}

async function isZip(file: Blob): Promise<boolean> {
  const [p, k] = new Uint8Array(await bytesOf(file.slice(0, 2)))
  return p === 0x50 && k === 0x4b
}

/** A file that has changed or gone since it was chosen cannot be read. */
function bytesOf(file: Blob): Promise<ArrayBuffer> {
  return file.arrayBuffer().catch((error: unknown) => {
    throw refuse('import-cut', undefined, String(error))
  })
}

const pieceBytes = 4 * 1024 * 1024

async function readJson(
  file: Blob,
  limits: ImportLimits,
  onProgress: (fraction: number) => void,
): Promise<unknown> {
  const json = createJsonBytes(limits)
  for (let begin = 0; begin < file.size; begin += pieceBytes) {
    json.add(new Uint8Array(await bytesOf(file.slice(begin, begin + pieceBytes))))
    onProgress(Math.min(1, (begin + pieceBytes) / file.size))
  }
  return json.value()
}

function check(parts: readonly unknown[], options: Required<ReadOptions>): Imported {
  const [first] = parts
  if (isObject(first) && field(first, 'format') === exportFormat) return checkHermit(first, options)
  // One chat by itself, as some tools save it, is a list of one.
  const items = parts.flatMap(part => (Array.isArray(part) ? part : [part]))
  const sample: unknown = items[0]
  const source = sourceOf(sample)
  if (!source) throw refuse('import-unknown')
  const convert = source === 'chatgpt' ? chatGptChat : openWebUiChat
  const chats = checkChats(items, options, (item, index) => convert(item, index, options.words))
  return { source, chats: withOwnIds(chats), presets: noPresets, drafts: {} }
}

function sourceOf(sample: unknown): Exclude<ImportSource, 'hermit'> | undefined {
  if (!isObject(sample)) return undefined
  if (isObject(field(sample, 'mapping'))) return 'chatgpt'
  const chat = field(sample, 'chat')
  return isObject(chat) && ('history' in chat || 'messages' in chat) ? 'open-webui' : undefined
}

function checkHermit(file: object, options: Required<ReadOptions>): Imported {
  checkVersion(field(file, 'version'))
  const items = field(file, 'chats')
  if (!Array.isArray(items)) throw refuseField('chats', 'array')
  const chats = checkChats(items, options, hermitChat)
  const ids = new Set<string>()
  for (const [index, { id }] of chats.entries()) {
    if (ids.has(id)) throw refuseField(`chats[${index}].id`, 'unique')
    ids.add(id)
  }
  const presets = hermitPresets(field(file, 'presets'))
  return { source: 'hermit', chats, presets, drafts: hermitDrafts(field(file, 'drafts'), ids) }
}

function checkChats(
  items: readonly unknown[],
  { limits, onProgress }: Required<ReadOptions>,
  convert: (item: unknown, index: number) => Conversation | undefined,
): Conversation[] {
  if (items.length > limits.chats) {
    throw refuse('import-too-many', undefined, `${items.length} chats, at most ${limits.chats}`)
  }
  // Counted before any of them is checked: a million would take its time.
  const messages = items.reduce<number>((sum, item) => sum + countMessages(item), 0)
  if (messages > limits.messages) throw refuse('import-too-many', { messages, limit: limits.messages })
  const chats: Conversation[] = []
  for (const [index, item] of items.entries()) {
    const chat = convert(item, index)
    if (chat) chats.push(chat)
    onProgress((index + 1) / items.length)
  }
  return chats
}

function countMessages(item: unknown): number {
  if (!isObject(item)) return 0
  const chat = field(item, 'chat')
  const history = isObject(chat) ? field(chat, 'history') : undefined
  const lists = [
    field(item, 'messages'),
    field(item, 'mapping'),
    isObject(chat) ? field(chat, 'messages') : undefined,
    isObject(history) ? field(history, 'messages') : undefined,
  ]
  return Math.max(...lists.map(list => (isObject(list) ? Object.keys(list).length : 0)))
}

/** The same chat twice in another app's file is two chats here. */
function withOwnIds(chats: readonly Conversation[]): Conversation[] {
  const taken = new Set<string>()
  return chats.map(chat => {
    let { id } = chat
    for (let number = 2; taken.has(id); number++) id = `${chat.id}.${number}`
    taken.add(id)
    return id === chat.id ? chat : { ...chat, id }
  })
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Only what the file itself says: never what every object has. */
function field(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
}
