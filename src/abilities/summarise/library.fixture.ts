import type { GenerateRequest } from '../../engines/engine.ts'
import { createScriptedEngine, type ScriptedOptions } from '../../engines/scripted.ts'
import { scriptedCard } from '../../engines/scripted-card.ts'
import type { Database } from '../../storage/database.ts'
import type { Contents } from '../documents/contents.ts'
import type { DocumentRecord, DocumentText } from '../documents/document.ts'
import { asDocument } from './sentences.ts'
import type { ModelFacts, SummaryModel } from './summary-model.ts'

/** A document that was added. */
export function documentNamed(id: string, title: string, pages?: number): DocumentRecord {
  return {
    id,
    title,
    fileName: `${title}.txt`,
    kind: 'text',
    bytes: 1000,
    addedAt: 0,
    status: 'ready',
    hasFile: false,
    contentKey: '',
    ...(pages === undefined ? {} : { pages }),
  }
}

/** A text of many sections, with a number and a name in each; every section is a page. */
export function longDocument(sections: number): DocumentText {
  const names = ['Anna Berg', 'Omar Said', 'Lucy Hall', 'Pavel Novak', 'Mia Stone', 'Tom Reed']
  const text = Array.from({ length: sections }, (_, at) => {
    const name = names[at % names.length] ?? ''
    const filler = `The crew talked about the weather and the wind for a while, as crews do. `.repeat(6)
    return `# Voyage ${at + 1}\n\n${filler}${name} counted ${100 + at * 7} seals near the north shore on that day. ${filler}The boat came home with ${20 + at} boxes of herring.`
  }).join('\n\n')
  const { blocks } = asDocument(text)
  let page = 0
  return {
    text,
    blocks: blocks.map(block => {
      if (block.kind === 'heading') page += 1
      return { ...block, page }
    }),
  }
}

/** What documents hold, in a database: as much of it as summaries use. */
export function contentsIn(
  database: Database,
  texts: Readonly<Record<string, DocumentText>>,
): Pick<Contents, 'text' | 'part' | 'putPart' | 'partNames' | 'removePart'> {
  const keyOf = ({ id }: DocumentRecord, name: string) => `content/${id}/part/${name}`
  return {
    text: async ({ id }) => texts[id],
    part: (document, name) => database.get(keyOf(document, name)),
    async putPart(document, name, value) {
      await database.commit({ set: [[keyOf(document, name), value]] })
    },
    async partNames(document, prefix) {
      const entries = await database.entries(keyOf(document, prefix))
      return entries.map(([key]) => key.slice(keyOf(document, '').length))
    },
    async removePart(document, name) {
      await database.commit({ delete: [keyOf(document, name)] })
    },
  }
}

/** A scripted engine as the session gives it, and what it was asked. */
export async function scriptedModel(
  facts: ModelFacts,
  options: ScriptedOptions,
  requests: GenerateRequest[] = [],
): Promise<SummaryModel> {
  const contextTokens = options.contextTokens ?? 4096
  const engine = createScriptedEngine({ tokensPerSecond: Number.POSITIVE_INFINITY, ...options })
  const { signal } = new AbortController()
  for await (const _ of engine.load({ card: scriptedCard, files: [], contextTokens }, signal)) {
    // Loading.
  }
  return {
    facts: () => facts,
    writer: () => undefined,
    contextTokens: () => contextTokens,
    countTokens: messages => engine.countTokens(messages),
    generate(request, caller) {
      requests.push(request)
      return engine.generate(request, caller)
    },
  }
}
