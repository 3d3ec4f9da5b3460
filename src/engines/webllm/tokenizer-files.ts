import * as z from 'zod/mini'
import type { SpecialToken } from '../prompt/special-tokens.ts'
import { makeToolTemplate, type ToolTemplate } from '../prompt/tool-template.ts'
import type { ThoughtTags } from '../thought-tags.ts'
import type { ModelFolder } from './model-folder.ts'

/** A token beside the vocabulary proper. */
export interface AddedToken extends SpecialToken {
  readonly isSpecial: boolean
}

const tokenShape = z.object({
  id: z.number(),
  content: z.string().check(z.minLength(1)),
  special: z.optional(z.unknown()),
})
const tokenizerShape = z.object({ added_tokens: z.array(z.unknown()) })

/** The tokens beside the vocabulary proper, from a WebLLM folder's tokenizer; none where it is of another kind. */
export async function addedTokens(folder: ModelFolder): Promise<AddedToken[]> {
  if (!folder.names.includes('tokenizer.json')) return []
  const json: unknown = JSON.parse(await (await folder.read('tokenizer.json')).text())
  const read = z.safeParse(tokenizerShape, json)
  return (read.data?.added_tokens ?? []).flatMap(token => {
    const { data } = z.safeParse(tokenShape, token)
    return data ? [{ id: data.id, content: data.content, isSpecial: data.special === true }] : []
  })
}

const specialShape = z.optional(z.nullable(z.union([z.string(), z.object({ content: z.string() })])))
const configShape = z.object({
  chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]),
  bos_token: specialShape,
  eos_token: specialShape,
})

/** How the model's own template writes tools, where the folder has it; WebLLM itself has no need of that file. */
export async function folderToolTemplate(
  folder: ModelFolder,
  tags: ThoughtTags,
): Promise<ToolTemplate | undefined> {
  if (!folder.names.includes('tokenizer_config.json')) return undefined
  const { data } = z.safeParse(configShape, jsonOf(await (await folder.read('tokenizer_config.json')).text()))
  if (!data) return undefined
  const { chat_template: templates } = data
  const named = (name: string) =>
    typeof templates === 'string' ? templates : templates.find(one => one.name === name)?.template
  const source = named('tool_use') ?? named('default')
  const tokens = { bos_token: textOf(data.bos_token), eos_token: textOf(data.eos_token) }
  return source === undefined ? undefined : makeToolTemplate(source, tokens, tags)
}

function textOf(token: z.output<typeof specialShape>): string {
  return typeof token === 'string' ? token : (token?.content ?? '')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
