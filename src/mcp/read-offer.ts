import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { readSchema } from './foreign-schema.ts'
import { foreignLine, foreignText } from './foreign-text.ts'
import {
  type Offer,
  type OfferedPrompt,
  type OfferedResource,
  type OfferedTool,
  offerLimits,
} from './offer.ts'

type Tools = Awaited<ReturnType<Client['listTools']>>['tools']
type Prompts = Awaited<ReturnType<Client['listPrompts']>>['prompts']
type Resources = Awaited<ReturnType<Client['listResources']>>['resources']

/** Pages of a list at most: a server can make them without end. */
const mostPages = 20

/** What a connected server offers, page by page. Throws what the SDK throws for its tools; other lists may fail. */
export async function readOffer(client: Client, protocol: string, limitMs: number): Promise<Offer> {
  const can = client.getServerCapabilities() ?? {}
  const options = { timeout: limitMs, maxTotalTimeout: limitMs }
  const tools = can.tools
    ? await allOf(async cursor => {
        const { tools: items, nextCursor } = await client.listTools({ cursor }, options)
        return { items, nextCursor }
      }, offerLimits.tools)
    : nothing
  const prompts = can.prompts
    ? await allOf(async cursor => {
        const { prompts: items, nextCursor } = await client.listPrompts({ cursor }, options)
        return { items, nextCursor }
      }, offerLimits.prompts).catch(() => nothing)
    : nothing
  const resources = can.resources
    ? await allOf(async cursor => {
        const { resources: items, nextCursor } = await client.listResources({ cursor }, options)
        return { items, nextCursor }
      }, offerLimits.resources).catch(() => nothing)
    : nothing
  const server = client.getServerVersion()
  return {
    name: foreignLine(server?.title ?? server?.name, offerLimits.name) || '?',
    version: foreignLine(server?.version, offerLimits.name),
    protocol,
    tools: toolsOf(tools.items),
    prompts: prompts.items.flatMap(promptOf),
    resources: resources.items.flatMap(resourceOf),
    isCut: tools.isCut || prompts.isCut || resources.isCut,
  }
}

const nothing = { items: [], isCut: false } as const

/** @param most Items that are taken. */
async function allOf<Item>(
  page: (cursor: string | undefined) => Promise<{ items: readonly Item[]; nextCursor: string | undefined }>,
  most: number,
): Promise<{ readonly items: readonly Item[]; readonly isCut: boolean }> {
  const all: Item[] = []
  let cursor: string | undefined
  for (let number = 0; number < mostPages && all.length <= most; number += 1) {
    const { items, nextCursor } = await page(cursor)
    all.push(...items)
    cursor = nextCursor
    if (cursor === undefined) break
  }
  return { items: all.slice(0, most), isCut: all.length > most || cursor !== undefined }
}

/** The tools of a server by their names, each once. */
export function toolsOf(tools: readonly Tools[number][]): OfferedTool[] {
  const seen = new Set<string>()
  let letters = 0
  return tools.flatMap((tool): OfferedTool[] => {
    const { name } = tool
    // A name is what the server is called with: it is taken as it is or not at all.
    if (name === '' || foreignLine(name, offerLimits.name) !== name || seen.has(name)) return []
    seen.add(name)
    const title = foreignLine(tool.title ?? tool.annotations?.title, offerLimits.name)
    const found = readSchema(tool.inputSchema)
    letters += found ? JSON.stringify(found).length : 0
    const schema = letters <= offerLimits.schemas ? found : undefined
    const wantsTask = tool.execution?.taskSupport === 'required'
    return [
      {
        name,
        ...(title !== '' && { title }),
        description: foreignText(tool.description, offerLimits.description),
        isReadOnly: tool.annotations?.readOnlyHint === true,
        ...(wantsTask ? { problem: 'way' } : schema ? { schema } : { problem: 'schema' }),
      },
    ]
  })
}

function promptOf({ name, title, description, arguments: args = [] }: Prompts[number]): OfferedPrompt[] {
  const shown = foreignLine(title, offerLimits.name)
  if (name === '' || foreignLine(name, offerLimits.name) !== name) return []
  return [
    {
      name,
      ...(shown !== '' && { title: shown }),
      description: foreignText(description, offerLimits.description),
      args: args
        .filter(arg => arg.name !== '' && foreignLine(arg.name, offerLimits.name) === arg.name)
        .map(arg => ({
          name: arg.name,
          description: foreignLine(arg.description, offerLimits.description),
          isRequired: arg.required === true,
        })),
    },
  ]
}

function resourceOf({ uri, name, title, description, mimeType, size }: Resources[number]): OfferedResource[] {
  if (uri === '' || uri.length > offerLimits.uri) return []
  const kind = foreignLine(mimeType, offerLimits.name)
  return [
    {
      uri,
      name: foreignLine(title ?? name, offerLimits.name) || foreignLine(uri, offerLimits.name) || '?',
      description: foreignText(description, offerLimits.description),
      ...(kind !== '' && { mimeType: kind }),
      ...(typeof size === 'number' && { bytes: size }),
    },
  ]
}
