import type { Look } from '../../storage/shelf.ts'
import type { Wanted } from '../download/source.ts'
import { type ModelCard, withEveryFile } from '../model.ts'
import { isSha256, modelKey, parseFile, parseModel, parsePart, parseWanted, wantKey } from './schemas.ts'
import type { InstalledModel } from './types.ts'

/** Something that takes room: a whole file, a part, or pieces of neither. */
export interface Item {
  /** A file's SHA-256 or a part's key; undefined where it is neither. */
  readonly name?: string
  /** Id of the model for which it was fetched, where that is known. */
  readonly owner?: string
  /** What is to be deleted with it. */
  readonly keys: readonly string[]
  readonly bytes: number
}

/** Everything that is on a shelf. */
export interface Stock {
  readonly items: readonly Item[]
  /** Oldest first. */
  readonly models: readonly InstalledModel[]
  readonly wanted: readonly Wanted[]
  /** Ids of models whose record cannot be read here: perhaps a newer Hermit's. */
  readonly unread: readonly string[]
}

/** Looks at all keys and records; of Blobs only their sizes. */
export async function takeStock(look: Look): Promise<Stock> {
  const models: InstalledModel[] = []
  const wanted: Wanted[] = []
  const unread: string[] = []
  const items: Item[] = []
  const owners: { lot: string; name: string; owner: string; key: string }[] = []
  const piecesOf = new Map<string, { keys: string[]; bytes: number }>()
  for (const [key, value] of await look.entries('')) {
    const [room, lot = ''] = key.split('/')
    if (room === 'model' || room === 'want') {
      const model = parseModel(key, value)
      const want = parseWanted(key, value)
      if (model) models.push(model)
      else if (want) wanted.push(want)
      else unread.push(key.slice(room.length + 1))
    } else if (room === 'piece') {
      const { keys, bytes } = piecesOf.get(lot) ?? { keys: [], bytes: 0 }
      piecesOf.set(lot, { keys: [...keys, key], bytes: bytes + (value instanceof Blob ? value.size : 0) })
    } else if (room === 'part') {
      const part = parsePart(key, value)
      if (part) owners.push({ lot: part.lot, name: part.key, owner: part.owner, key })
      else items.push({ keys: [key], bytes: 0 })
    } else if (isSha256(key)) {
      const file = parseFile(value)
      if (file) owners.push({ lot: file.lot, name: key, owner: file.owner, key })
      else if (value instanceof Blob) items.push({ name: key, keys: [key], bytes: value.size })
      else items.push({ keys: [key], bytes: 0 })
    }
  }
  for (const { lot, name, owner, key } of owners) {
    const { keys, bytes } = piecesOf.get(lot) ?? { keys: [], bytes: 0 }
    piecesOf.delete(lot)
    items.push({ name, owner, keys: [key, ...keys], bytes })
  }
  models.sort((a, b) => a.addedAt - b.addedAt)
  return { items: [...items, ...piecesOf.values()], models, wanted, unread }
}

/** The hashes of all files that these cards list, compiled libraries and adapters among them. */
export function filesOf(cards: Iterable<ModelCard>): ReadonlySet<string> {
  return new Set([...cards].flatMap(card => withEveryFile(card).files.map(file => file.sha256)))
}

/** The cards of which the files have to stay: of models on the device, and of downloads that know their files. */
function cardsOf(stock: Stock): ModelCard[] {
  return [...stock.models.map(({ card }) => card), ...stock.wanted.flatMap(pinnedCard)]
}

/** The hashes that a model or its download lists. */
export function filesOfModel(stock: Stock, id: string): ReadonlySet<string> {
  return filesOf(cardsOf(stock).filter(card => card.id === id))
}

/** What is to be deleted with a model: what it lists or was fetched for it, but nothing that another one lists. */
export function itemsOfModel(stock: Stock, card: ModelCard): Item[] {
  const own = filesOf([card])
  const others = filesOf(cardsOf(stock).filter(({ id }) => id !== card.id))
  return stock.items.filter(
    ({ name = '', owner }) => !others.has(name) && (own.has(name) || owner === card.id),
  )
}

/** What is to be deleted with a download that is given up: all of it that no model on the device has. */
export function itemsOfWanted(stock: Stock, id: string): Item[] {
  const wanted = stock.wanted.find(({ outline }) => outline.id === id)
  const own = filesOf(wanted ? pinnedCard(wanted) : [])
  const rest = stock.wanted.filter(({ outline }) => outline.id !== id)
  const needed = filesOf(cardsOf({ ...stock, wanted: rest }))
  return stock.items.filter(({ name = '', owner }) => !needed.has(name) && (own.has(name) || owner === id))
}

/** What belongs to none of the models that are known, on the device or wanted. */
export function strayItems(stock: Stock, known: readonly ModelCard[]): Item[] {
  const needed = filesOf([...known, ...cardsOf(stock)])
  const ids = new Set([
    ...known.map(card => card.id),
    ...stock.models.map(({ card }) => card.id),
    ...stock.wanted.map(({ outline }) => outline.id),
    ...stock.unread,
  ])
  return stock.items.filter(({ name = '', owner = '' }) => !needed.has(name) && !ids.has(owner))
}

/** The keys of a model's own records. */
export function recordKeys(id: string): string[] {
  return [modelKey(id), wantKey(id)]
}

function pinnedCard({ source }: Wanted): ModelCard[] {
  return source.kind === 'pinned' ? [source.card] : []
}
