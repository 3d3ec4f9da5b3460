import type { ComponentType } from 'react'
import type { Library } from '../../models/library-state.ts'
import type { Session } from '../../models/session-state.ts'
import type { Kept } from '../../storage/kept.ts'
import type { Text } from '../../ui/i18n/text.ts'
import { TranslateIcon } from '../../ui/icons.tsx'
import type { Ability, ViewProps } from '../ability.ts'
import type { DocumentShelf } from '../documents/shelf.ts'
import { createTranslateChoice, type TranslateChoice } from './choice.ts'

/** What translating is given. */
export interface TranslateParts {
  readonly session: Pick<Session, 'store' | 'generate'>
  readonly library: Pick<Library, 'store' | 'use'>
  /** What stands in the message box. */
  readonly draft: () => string
  readonly documents: DocumentShelf
  /** Called after each change of the record `translate`; it keeps it. */
  readonly onChange: () => void
}

/** Translating, and how its record is kept. */
export interface TranslateAbility extends Ability {
  readonly kept: Kept
}

/** The same with the choice of languages that both of its doors share. */
export type TranslateViewParts = Omit<TranslateParts, 'onChange' | 'draft'> & {
  readonly choice: TranslateChoice
}

/** What a target of the view begins with, where it is a document and no text. */
export const documentTarget = 'document/'

/** All that is said before the view is opened. */
const names = {
  en: { title: 'Translate', command: 'translate', hint: 'Opens a translator for what you have written' },
  'zh-CN': { title: '翻译', command: '翻译', hint: '打开翻译，并带上已写的文字' },
} as const

const said = (text: Text) => names[text.formats.language]

/** Builds the ability; its view, and all that does the work, is loaded when it is first opened. */
export function createTranslateAbility({ onChange, draft, ...parts }: TranslateParts): TranslateAbility {
  const choice = createTranslateChoice(onChange)
  let loaded: Promise<ComponentType<ViewProps>> | undefined
  return {
    id: 'translate',
    title: text => said(text).title,
    icon: TranslateIcon,
    commands: [
      {
        id: 'translate',
        name: text => said(text).command,
        hint: text => said(text).hint,
        run({ insert, openView }) {
          insert('')
          openView('translate', draft().trim() || undefined)
        },
      },
    ],
    tools: async () => (await import('./tools.ts')).translateTools(parts.session),
    view: {
      load() {
        // One for the tab: what was typed, and a document in work, outlive the dialog.
        loaded ??= Promise.all([import('./TranslateDialog.tsx'), parts.documents.load()]).then(
          ([{ makeTranslateView }]) => makeTranslateView({ ...parts, choice }),
        )
        // A chunk that did not come is asked for again.
        loaded.catch(() => {
          loaded = undefined
        })
        return loaded
      },
    },
    kept: choice.kept,
  }
}
