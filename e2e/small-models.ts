import { createHash } from 'node:crypto'
import { embeddedModel } from '../src/models/catalogue/catalogue.ts'
import type { Offer } from '../src/models/catalogue/offer.ts'
import { offerOf } from '../src/models/catalogue/offers.ts'
import { mergeGguf } from './merge-gguf.ts'
import { type ModelHost, startModelHost } from './model-host.ts'

/** Paths of the embedded model's parts, in order. */
export const partPaths = embeddedModel.files.map(({ url }) => `public/${url}`)

let merged: Promise<Buffer> | undefined

/** The embedded model as one file, 98 MB in six pieces: it runs. */
export function wholeModel(): Promise<Buffer> {
  merged ??= mergeGguf(partPaths)
  return merged
}

/** Bytes of `partOfModel`. */
export const partBytes = 33_000_000

/** The beginning of that, in two pieces: enough to be fetched, too little to run. */
export async function partOfModel(): Promise<Buffer> {
  return (await wholeModel()).subarray(0, partBytes)
}

/** What a row of the catalogue fetches for the processor: only the host that it comes from is another in tests. */
export function rowOf(offerId: string) {
  const offer: Offer | undefined = offerOf(offerId)
  const build = offer?.builds.find(({ source }) => source.kind === 'gguf')
  if (!offer || build?.source.kind !== 'gguf') throw new Error(`no GGUF in the row ${offerId}`)
  const [file = ''] = build.source.names
  return { name: offer.name, id: build.id, file, ...build.source.folder }
}

/** A model host with this body under the name of each of these rows. */
export function hostRows(
  bodies: Readonly<Record<string, string | Buffer>>,
  options: { readonly hasCdn?: boolean } = {},
): Promise<ModelHost> {
  const repos = Object.entries(bodies).map(([offerId, body]) => {
    const { repo, revision, file } = rowOf(offerId)
    const commit = revision === 'main' ? '0123456789abcdef0123456789abcdef01234567' : revision
    return [repo, { revision: commit, files: { [file]: body } }] as const
  })
  return startModelHost({ ...options, repos: Object.fromEntries(repos) })
}

/** A WebLLM folder that is right in everything but that it holds no model, and its library: valid WebAssembly. */
export function smallFolder(): { readonly files: Record<string, Buffer>; readonly library: Buffer } {
  const shards = [0, 1].map(index => Buffer.alloc(1_000_000, `shard ${index} `))
  const records = shards.map((shard, index) => ({
    dataPath: `params_shard_${index}.bin`,
    format: 'raw-shard',
    nbytes: shard.byteLength,
    md5sum: createHash('md5').update(shard).digest('hex'),
    records: [],
  }))
  const json = (value: unknown) => Buffer.from(JSON.stringify(value))
  return {
    files: {
      'mlc-chat-config.json': json({ tokenizer_files: ['tokenizer.json'] }),
      'tensor-cache.json': json({ metadata: { ParamSize: 2 }, records }),
      'tokenizer.json': json({ version: '1.0' }),
      ...Object.fromEntries(shards.map((shard, index) => [`params_shard_${index}.bin`, shard])),
    },
    // An empty module with a section of its own, 'x', of one byte.
    library: Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 3, 1, 0x78, 0]),
  }
}
