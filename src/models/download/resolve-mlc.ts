import * as z from 'zod/mini'
import { FaultError } from '../../fault.ts'
import { createSha256 } from '../weights/hash.ts'
import { FetchFailure } from './answers.ts'
import { createDigest } from './check-part.ts'
import { type Inquiry, parseJson, readSmallFile } from './small-file.ts'
import type { WantedFile } from './wanted-file.ts'

/** The file by which a WebLLM folder is known. */
export const configName = 'mlc-chat-config.json'

/** The file with the chat template; WebLLM itself has no need of it. */
const templateName = 'tokenizer_config.json'

const configShape = z.object({ tokenizer_files: z._default(z.array(z.string()), ['tokenizer.json']) })

/** Nothing of the folder may name a place outside of it. */
const plainName = z.string().check(z.regex(/^(?!\.\.?$)[\w.\-+ ]+$/))

const cacheShape = z.object({
  records: z
    .array(
      z.object({
        dataPath: plainName,
        nbytes: z.number().check(z.int(), z.nonnegative()),
        md5sum: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
      }),
    )
    .check(z.minLength(1)),
})

/**
 * What a WebLLM folder consists of: its config, its list of shards, its tokenizer with the chat template where there is
 * one, and the shards with the size and MD5 that the list gives them. Throws FaultError: 'model-changed' where the list and the host do not agree.
 * @param find What is known of a file of the folder; with `isSized`, without asking for its size.
 */
export async function resolveMlc(
  find: (name: string, isSized: boolean) => Promise<WantedFile>,
  inquiry: Inquiry,
): Promise<WantedFile[]> {
  const [config, cache] = await Promise.all(
    [configName, 'tensor-cache.json'].map(async name => readNow(await find(name, true), inquiry)),
  )
  if (!config?.content || !cache?.content)
    throw new FaultError({ code: 'model-missing', detail: 'no config' })
  const { tokenizer_files } = parseJson(config.content, configShape, config.name)
  const { records } = parseJson(cache.content, cacheShape, cache.name)
  const tokenizer = ['tokenizer.json', 'tokenizer.model'].find(name => tokenizer_files.includes(name))
  if (!tokenizer) throw new FaultError({ code: 'model-unsupported', detail: 'the folder names no tokenizer' })
  const template = tokenizer_files.includes(templateName) ? await findTemplate(find, inquiry) : []
  const shards = records.map(async record => withRecord(await find(record.dataPath, true), record))
  return [config, cache, await find(tokenizer, false), ...template, ...(await Promise.all(shards))]
}

/** The model's chat template, by which it is told of tools: it does without where the host has none. */
async function findTemplate(
  find: (name: string, isSized: boolean) => Promise<WantedFile>,
  inquiry: Inquiry,
): Promise<WantedFile[]> {
  try {
    return [await readNow(await find(templateName, true), inquiry)]
  } catch (error) {
    inquiry.signal.throwIfAborted()
    if (error instanceof FaultError && error.fault.code === 'model-missing') return []
    throw error
  }
}

/** The file with its content, checked against what the host declares of it, and pinned to that content. */
async function readNow(file: WantedFile, inquiry: Inquiry): Promise<WantedFile> {
  const content = await readSmallFile(file.url, inquiry, async bytes => {
    for (const { algorithm, hex } of file.digests) {
      const hash = await createDigest(algorithm, bytes.byteLength)
      await hash?.update(bytes)
      if (hash?.hexDigest() === hex) continue
      throw new FetchFailure(
        { code: 'model-changed', detail: `${file.name} is not the listed one` },
        'reload',
      )
    }
  })
  const sha256 = await createSha256()
  await sha256.update(content)
  return {
    ...file,
    content,
    bytes: content.byteLength,
    digests: [{ algorithm: 'sha256', hex: sha256.hexDigest() }],
  }
}

function withRecord(
  file: WantedFile,
  { nbytes, md5sum }: z.output<typeof cacheShape>['records'][number],
): WantedFile {
  if (file.bytes !== undefined && file.bytes !== nbytes) {
    const detail = `${file.name}: ${file.bytes} bytes on the host, ${nbytes} in tensor-cache.json`
    throw new FaultError({ code: 'model-changed', detail })
  }
  if (md5sum === undefined) return { ...file, bytes: nbytes }
  const digests = [...file.digests, { algorithm: 'md5' as const, hex: md5sum }]
  return { ...file, bytes: nbytes, digests, trust: 'host' }
}
