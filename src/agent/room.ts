import type { Tool } from '../abilities/tool.ts'
import type { Chat } from '../chat/chat.ts'
import { FaultError } from '../fault.ts'
import type { KeptLater } from '../storage/kept-later.ts'
import type { Language } from '../ui/i18n/text.ts'
import { answerByTools, withArgument } from './answer-by-tools.ts'
import { checkArguments } from './check.ts'
import { consentsKey, createConsents } from './consents.ts'
import type { AgentDesk, StepPlace } from './desk.ts'
import { callsKey, createCallLog } from './log.ts'
import { previewOf, toolNamed } from './loop.ts'
import type { ModelParts } from './model-loop.ts'
import { createOffer } from './offer.ts'
import type { Filler, KnownDocument, ReadSlot, Router } from './parts.ts'
import { readAnswer } from './read-answer.ts'
import { languageOfWords } from './request.ts'
import type { Step } from './step.ts'
import type { ToolSource } from './tool-source.ts'

/** Models of this size choose a tool under a schema better than rules do, in millions of parameters. */
const choosesToolsM = 1000

/** What the agent is made of. */
export interface AgentOptions {
  readonly chat: Pick<Chat, 'store' | 'changeStep' | 'markUndone'>
  /** The tools of each ability. */
  readonly own: readonly (() => Promise<readonly Tool[]>)[]
  /** Tools that come and go. */
  readonly sources: readonly ToolSource[]
  readonly router: Router
  readonly filler: Filler
  readonly readSlot: ReadSlot
  readonly model: ModelParts & { facts(): { readonly parametersM: number } }
  readonly documents: () => Promise<readonly KnownDocument[]>
  readonly keptConsents: KeptLater
  readonly keptCalls: KeptLater
  readonly records: { markDirty(key: string): void }
  /** Of the page. */
  readonly language: () => Language
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly newId: () => string
}

/** Puts the agent together. */
export function createAgentRoom(options: AgentOptions): AgentDesk {
  const { chat, router, filler, readSlot, model, now, newId } = options
  const consents = createConsents({ onChange: () => options.records.markDirty(consentsKey), now })
  options.keptConsents.handOver(consents.kept)
  const log = createCallLog(() => options.records.markDirty(callsKey))
  options.keptCalls.handOver(log.kept)
  const offer = createOffer(options)
  const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
  const toolOf = (step: Step) => toolNamed(offer.store.getState().tools, step.tool, step.source)
  const change = ({ answerId, step }: StepPlace, changed: (step: Step) => Step) =>
    chat.changeStep(answerId, step.id, changed)

  return {
    consents,
    log,
    tools: offer.store,
    records: {
      get: () => ({ consents: consents.store.getState().entries, calls: log.store.getState().calls }),
      take(records) {
        consents.restore(records.consents)
        log.restore(records.calls)
      },
    },

    async *callTools(conversation, answer, signal) {
      const tools = await offer.load()
      signal.throwIfAborted()
      if (tools.length === 0) return
      yield* answerByTools(
        conversation,
        answer,
        {
          ...{ tools, router, filler, readSlot, newId },
          check: checkArguments,
          standing: consents.standing,
          clock: now,
          onCall: log.add,
          language: options.language(),
          timeZone: timeZone(),
          documents: await options.documents().catch(() => []),
          ...(model.facts().parametersM >= choosesToolsM && { model }),
        },
        signal,
      )
    },

    async load() {
      await Promise.all([offer.load(), router.load?.()])
    },

    allow(place, args, how) {
      if (how === 'always') consents.set(named(place.step), 'always')
      change(place, step =>
        step.status === 'asking' ? { ...step, args, status: 'planned', isAllowed: true } : step,
      )
    },

    refuse(place, how) {
      if (how === 'never') consents.set(named(place.step), 'never')
      change(place, step =>
        step.status === 'asking' || step.status === 'missing'
          ? { ...step, status: 'refused', refusedBy: 'person' }
          : step,
      )
    },

    async answer(place, words) {
      await offer.load()
      const { step } = place
      const tool = toolOf(step)
      if (!tool || step.missing === undefined) return false
      const name = step.missing
      const language = languageOfWords(step.words, options.language())
      const documents = await options.documents().catch(() => [])
      const read = { now: now(), timeZone: timeZone(), language, documents }
      const value = readAnswer(tool, step, words, read, readSlot)
      if (value === undefined) return false
      return change(place, step => (step.missing === name ? withArgument(step, name, value) : step))
    },

    retry: place =>
      void change(place, ({ fault: _, refusedBy: __, ...step }) => ({ ...step, status: 'planned' })),

    async preview(step, args) {
      await offer.load()
      const tool = toolOf(step)
      const place = { now: now(), timeZone: timeZone(), language: options.language() }
      return tool && previewOf(tool, args, { ...place, signal: new AbortController().signal })
    },

    async undo(step) {
      await offer.load()
      const tool = toolOf(step)
      if (!tool?.undo || step.undo === undefined) throw new FaultError({ code: 'tool-failed' })
      await tool.undo(step.undo)
      chat.markUndone(step.id)
      log.markUndone(step.id)
    },
  }
}

function named({ tool: name, source, title }: Step) {
  return { name, source, title }
}
