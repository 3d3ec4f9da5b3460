import * as z from 'zod/mini'
import { isRecord } from './foreign-schema.ts'
import { foreignLine } from './foreign-text.ts'
import { offerLimits } from './offer.ts'

/** Letters of text that are taken of one result, prompt or resource. */
export const longestText = 1024 * 1024

const extraSchema = z.object({
  kind: z.enum(['image', 'audio', 'file', 'link']),
  name: z.string(),
  mimeType: z.optional(z.string()),
  bytes: z.optional(z.number()),
})

/** What came of a call: its texts joined, and the names of what is no text. */
export const outcomeSchema = z.object({
  text: z.string().check(z.maxLength(longestText + 1)),
  /** There was more text than Hermit takes. */
  isCut: z.boolean(),
  /** The tool itself says that it failed. */
  isError: z.boolean(),
  extras: z.array(extraSchema),
  /** JSON, where the server gave any beside the text and it is no larger than the text may be. */
  structured: z.optional(z.unknown()),
})

export type Outcome = z.infer<typeof outcomeSchema>
export type Extra = z.infer<typeof extraSchema>

/** Things beside the text that are named one by one. */
const mostExtras = 50

/** Reads the content of a tool's result, of a prompt's messages or of a resource: whatever it is, an Outcome. Pure. */
export function readOutcome(
  content: readonly unknown[],
  more: { isError?: boolean; structured?: unknown } = {},
): Outcome {
  const texts: string[] = []
  const extras: Extra[] = []
  let letters = 0
  let isCut = false
  for (const part of content) {
    const text = textOf(part)
    if (text !== undefined) {
      if (letters < longestText) texts.push(text.slice(0, longestText - letters))
      if (letters + text.length > longestText) isCut = true
      letters += text.length + 1
    } else if (extras.length < mostExtras) {
      const extra = extraOf(part)
      if (extra) extras.push(extra)
    }
  }
  const { structured, isError = false } = more
  const fits = structured !== undefined && JSON.stringify(structured).length <= longestText
  return {
    text: texts.join('\n').slice(0, longestText),
    ...{ isCut, isError, extras },
    ...(fits && { structured }),
  }
}

function textOf(part: unknown): string | undefined {
  if (!isRecord(part)) return undefined
  if (part.type === 'text' && typeof part.text === 'string') return part.text
  const { resource } = part
  if (part.type === 'resource' && isRecord(resource) && typeof resource.text === 'string')
    return resource.text
  return part.type === undefined && typeof part.text === 'string' ? part.text : undefined
}

function extraOf(part: unknown): Extra | undefined {
  if (!isRecord(part)) return undefined
  const inner = isRecord(part.resource) ? part.resource : part
  const mimeType = foreignLine(inner.mimeType, offerLimits.name)
  const base64 = inner.data ?? inner.blob
  const known: Readonly<Record<string, Extra['kind']>> = {
    image: 'image',
    audio: 'audio',
    resource_link: 'link',
  }
  return {
    kind: known[String(part.type)] ?? 'file',
    name: foreignLine(inner.title ?? inner.name ?? inner.uri, offerLimits.name),
    ...(mimeType !== '' && { mimeType }),
    ...(typeof base64 === 'string' && { bytes: Math.floor((base64.length * 3) / 4) }),
  }
}
