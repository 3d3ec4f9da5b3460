import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { SlashItem } from '../chat/slash/slash.ts'
import { useText } from '../ui/i18n/text.ts'
import { promptsIn } from './built-in.ts'
import type { Presets } from './presets.ts'

interface PromptDeeds {
  readonly onManage: () => void
  readonly onSave: () => void
}

/** The saved prompts as things that "/" can do, and at their end what can be done with prompts themselves. */
export function usePromptItems(presets: Presets, { onManage, onSave }: PromptDeeds): readonly SlashItem[] {
  const text = useText()
  const state = useStore(presets.store)
  return useMemo(
    () => [
      ...promptsIn(state, text).map(prompt => ({
        id: prompt.id,
        name: prompt.name,
        title: prompt.name,
        hint: prompt.text.slice(0, 120).replaceAll(/\s+/g, ' '),
        run: ({ insert }: Parameters<SlashItem['run']>[0]) => insert(prompt.text),
      })),
      {
        id: 'save-as-prompt',
        name: '',
        title: text.saveAsPrompt,
        hint: '',
        run({ insert }) {
          insert('')
          onSave()
        },
      },
      {
        id: 'manage-prompts',
        name: '',
        title: text.managePrompts,
        hint: '',
        run({ insert }) {
          insert('')
          onManage()
        },
      },
    ],
    [state, text, onManage, onSave],
  )
}
