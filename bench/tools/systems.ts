import type { Page } from '@playwright/test'
import { routerWeights } from '../../scripts/make-router.ts'
import type { Tool } from '../../src/abilities/tool.ts'
import { chooseTool, type ModelParts } from '../../src/agent/model-loop.ts'
import { narrowTools } from '../../src/agent/narrow.ts'
import type { FillPlace, Router } from '../../src/agent/parts.ts'
import { createRouter } from '../../src/agent/route/router.ts'
import type { ToolFormat } from '../../src/engines/engine.ts'
import { noUsage } from '../../src/engines/usage.ts'
import { openEmbedder } from '../search/library.ts'
import { isSameArguments, type Outcome } from './compare.ts'
import { type AppSentence, documents, expectedTools, type Sentence, saidAt, timeZones } from './sentences.ts'
import { purposes, toolRecords } from './tool-records.ts'

/** A way from a sentence to a call. */
export type System = (sentence: Pick<Sentence, 'text' | 'language'>) => Promise<Outcome>

/** Fills the slots of a tool from words. */
export type Fill = (
  tool: Tool,
  words: string,
  place: FillPlace,
) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>

const never = new AbortController().signal

/** The router of the product over the weights of the examples, with the embedding model or by words alone. */
export async function openRouter(isByMeaning: boolean): Promise<Router> {
  const { weights } = await routerWeights()
  const embedder = isByMeaning ? await openEmbedder() : undefined
  return createRouter({ weights: async () => weights, ...(embedder && { embedder, meaningMs: 60_000 }) })
}

/** Routes by the router, and fills what it says first. Without a fill nothing is filled. */
export function routedSystem(router: Router, fill?: Fill): System {
  return async ({ text, language }) => {
    const [first] = await router.route(text, language === 'zh' ? 'zh-CN' : 'en', toolRecords, never)
    const tool = toolRecords.find(({ name }) => name === first?.tool)
    if (!first || !tool) return { tool: 'none', args: {} }
    return { tool: tool.name, args: (await fill?.(tool, first.words, placeOf(language))) ?? {} }
  }
}

/** Which requests for tools of apps are filled rightly: no tool is like another, so each is made of its sentence. */
export function fillsApps(sentences: readonly AppSentence[], fill: Fill): Promise<readonly boolean[]> {
  return inOrder(sentences, async ({ tool: name, takes, text, language, args }) => {
    const properties = Object.fromEntries(Object.entries(takes).map(([key, type]) => [key, { type }]))
    const tool: Tool = {
      ...{ name, title: { en: name, 'zh-CN': name }, description: name, source: 'an app' },
      parameters: { type: 'object', properties, required: [], additionalProperties: false },
      ...{ consent: 'none', effects: [] },
      run: async () => {
        throw new Error(`${name} is not run in this bench.`)
      },
    }
    return isSameArguments({ args }, await fill(tool, text, placeOf(language)))
  })
}

async function inOrder<One, Made>(all: readonly One[], make: (one: One) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = []
  for (const one of all) made.push(await make(one))
  return made
}

function placeOf(language: Sentence['language']): FillPlace {
  const timeZone = timeZones[language]
  return {
    // The offsets of both time zones on that day.
    now: Date.parse(`${saidAt}:00${language === 'zh' ? '+08:00' : 'Z'}`),
    timeZone,
    language: language === 'zh' ? 'zh-CN' : 'en',
    documents: documents.map(title => ({ id: title, title })),
  }
}

/**
 * The model that is loaded in a page of the benches, alone: it chooses among all tools and fills under a JSON schema, greedily,
 * as the embedded one was measured from the beginning; `choosingModel` is what Hermit does with a larger one.
 */
export function bareModel(page: Page): System {
  const list = Object.entries(purposes).map(
    ([name, purpose]) => `- ${name}(${Object.keys(expectedTools[name] ?? {}).join(', ')}): ${purpose}`,
  )
  const system = `You choose one tool for the user's request and answer only with JSON {"tool": …, "args": {…}}. Tools:\n${list.join('\n')}\n- app(): what another app must do, such as ordering something\n- none(): anything else, plain chat`
  const choices = [...toolRecords, { name: 'app', parameters: empty }, { name: 'none', parameters: empty }]
  const jsonSchema = {
    anyOf: choices.map(({ name, parameters }) => ({
      type: 'object',
      // What a request does not say may be left out: all arguments are optional here.
      properties: { tool: { const: name }, args: { ...parameters, required: [] } },
      required: ['tool', 'args'],
      additionalProperties: false,
    })),
  }
  return async ({ text }) => {
    const messages = [
      { role: 'system', content: system },
      { role: 'user', content: text },
    ] as const
    const written = await page.evaluate(request => globalThis.alone.generate(request), {
      ...{ messages, jsonSchema, temperature: 0, maxTokens: 160 },
    })
    try {
      const { tool, args } = JSON.parse(written) as Outcome
      return { tool, args }
    } catch {
      // Cut at its longest length.
      return { tool: 'none', args: {} }
    }
  }
}

/** Tokens of a reply from which it is seen whether it is a call; Hermit itself stops it as soon as it knows. */
const longestBeginning = 32

/**
 * The model that is loaded in a page of the benches, as Hermit has a larger one choose: among the tools that the router names
 * and those that share words with the request, in the form of its own template where it has one, else under a schema.
 */
export function choosingModel(page: Page, router: Router, toolFormat: ToolFormat | undefined): System {
  const model: ModelParts = {
    toolFormat: async () => toolFormat,
    async *generate(request) {
      const isBeginning = request.tools !== undefined && !request.tools.isCalling
      const asked = isBeginning ? { ...request, maxTokens: longestBeginning } : request
      const text = await page.evaluate(one => globalThis.alone.generate(one), asked)
      yield { type: 'text-delta', text }
      yield { type: 'text-end', reason: 'stop', usage: noUsage }
    },
  }
  return async ({ text: request, language }) => {
    const routed = await router.route(request, language === 'zh' ? 'zh-CN' : 'en', toolRecords, never)
    // Plain chat is not asked for a tool.
    if (routed.length === 0) return { tool: 'none', args: {} }
    const tools = narrowTools(toolRecords, request, new Set(routed.map(({ tool }) => tool)))
    const choice = await chooseTool({ tools, request, steps: [], now: saidAt }, model, never)
    return typeof choice === 'string' ? { tool: 'none', args: {} } : choice
  }
}

const empty = { type: 'object', properties: {}, additionalProperties: false }
