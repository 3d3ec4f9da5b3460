import type { Locks } from '../../tabs/web-locks.ts'
import { SummaryIcon } from '../../ui/icons.tsx'
import type { Ability } from '../ability.ts'
import type { DocumentShelf } from '../documents/shelf.ts'
import { once } from '../opens-view.ts'
import type { ChatTurns } from './chat-first.ts'
import type { SummaryModel } from './summary-model.ts'

/** The chat, as far as summaries have to do with it. */
export interface SummaryChat extends ChatTurns {
  /** What stands in the message box. */
  draft(): string
  setDraft(text: string): void
  /** Ids of the documents that the chat in view is asked about. */
  attached(): readonly string[]
}

/** What summaries are given by app.ts. */
export interface SummariseParts {
  readonly documents: DocumentShelf
  readonly model: SummaryModel
  readonly chat: SummaryChat
  /** Web Locks; undefined where a browser has none: then every page believes that it is alone. */
  readonly locks: Locks | undefined
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** What stands for the message box in `openView('summarise', …)`; other targets are `document/<id>` and `text/<text>`. */
export const draftTarget = 'draft'

/** What a target begins with that is a text itself. */
export const textTarget = 'text/'

/** The target for a document. */
export function documentTarget(id: string): string {
  return `document/${id}`
}

/** Summaries of documents and texts, of any length: "/summarise" and a view. */
export function createSummariseAbility(parts: SummariseParts): Ability {
  /** One for all openings of the view: a summary goes on while nobody looks. */
  const bring = once(async () => {
    const { createSummaries } = await import('./summaries.ts')
    return createSummaries({ ...parts, contents: parts.documents.contents })
  })
  return {
    id: 'summarise',
    title: text => text.summariseTitle,
    icon: SummaryIcon,
    commands: [
      {
        id: 'summarise',
        name: text => text.summariseCommand,
        hint: text => text.summariseHint,
        run({ insert, openView }) {
          // What is left in the message box is a text, and its own command no part of it.
          insert('')
          const [attached] = parts.chat.attached()
          if (attached !== undefined) openView('summarise', documentTarget(attached))
          else openView('summarise', parts.chat.draft().trim() === '' ? undefined : draftTarget)
        },
      },
    ],
    tools: async () =>
      (await import('./tools.ts')).summariseTools({ documents: parts.documents, summaries: bring }),
    view: {
      async load() {
        const [{ createSummariseView }, made] = await Promise.all([
          import('./SummariseDialog.tsx'),
          bring(),
          parts.documents.load(),
        ])
        return createSummariseView(parts, made)
      },
    },
  }
}
