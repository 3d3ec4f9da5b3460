import { writeAfterChat } from '../../src/abilities/summarise/chat-first.ts'
import { languageOf } from '../../src/abilities/summarise/language.ts'
import { planSummary, runSummary } from '../../src/abilities/summarise/run-summary.ts'
import { asDocument, cutSentences } from '../../src/abilities/summarise/sentences.ts'
import type { Summary, SummaryWay } from '../../src/abilities/summarise/summary.ts'
import { type SummaryModel, wayFor } from '../../src/abilities/summarise/summary-model.ts'
import { atOnce } from '../../src/chat/context/rank-sentences.ts'
import type { Engine } from '../../src/engines/engine.ts'
import type { ModelCard } from '../../src/models/model.ts'

// Runs in the page of the benches, with the engine beside it.

/** A summary, how it was made, and how long it took. */
export interface Summarised {
  readonly way: SummaryWay
  readonly summary: Summary
  readonly ms: number
}

/** Summarises a text by the product's own code: a paragraph, in its own language. */
export async function summarise(
  engine: Engine,
  card: ModelCard,
  text: string,
  extractOnly: boolean,
): Promise<Summarised> {
  const never = new AbortController().signal
  const model: SummaryModel = {
    writer: () => undefined,
    facts: () => card,
    contextTokens: () => card.contextTokens,
    generate: (request, signal) => engine.generate(request, signal),
    countTokens: messages => engine.countTokens(messages),
  }
  const since = performance.now()
  const document = asDocument(text)
  const own = languageOf(text)
  const languages = { document: own, summary: own }
  const way = extractOnly ? 'extract' : wayFor(card, card.contextTokens, languages)
  const settings = { way, length: 'paragraph', languages } as const
  const parts = await planSummary(document, settings, model, never)
  const stored = new Map<string, unknown>()
  const chat = { isAnswering: () => false, onAnswering: () => () => {} }
  const summary = await runSummary(
    {
      ...settings,
      document,
      sentences: atOnce(cutSentences(document)),
      parts,
      store: {
        read: async name => stored.get(name),
        write: async (name, value) => void stored.set(name, value),
      },
      write: (request, signal) =>
        writeAfterChat({ model, chat, now: () => performance.now(), onWaiting() {} }, request, signal),
      onStep() {},
    },
    never,
  )
  return { way, summary, ms: performance.now() - since }
}
