import type { ComponentType } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Ability } from '../abilities/ability.ts'
import type { Tool } from '../abilities/tool.ts'
import type { ToolSource } from '../agent/tool-source.ts'
import type { Kept } from '../storage/kept.ts'
import { createKeptLater } from '../storage/kept-later.ts'
import type { Text } from '../ui/i18n/text.ts'
import { AppsIcon } from '../ui/icons.tsx'
import type { AppsRoom } from './room.ts'

/** What apps are given. */
export interface AppsParts {
  /** Called after each change of the record `apps`; it keeps it. */
  readonly onChange: () => void
  /** Hermit's own tools, for those outside who are let to call them. */
  readonly ownTools: () => Promise<readonly Tool[]>
  readonly airGap: { isOn(): boolean; subscribe(listener: () => void): () => void }
  /** Hermit's own address. */
  readonly home: string
  readonly now: () => number
  readonly newId: () => string
}

export interface BesideProps {
  /** Something lies over the page. */
  readonly isInert: boolean
}

/** What stands beside the conversation: nothing, or what an app has brought. */
export interface Beside {
  readonly View?: ComponentType<BesideProps>
}

/** Web apps, as the rest of Hermit has them. */
export interface Apps {
  readonly ability: Ability
  readonly kept: Kept
  /** The tools of the app that is open. */
  readonly tools: ToolSource
  readonly beside: Pick<StoreApi<Beside>, 'getState' | 'subscribe' | 'getInitialState'>
  /** Call it when the records have been read: where Hermit's own tools are offered, they are from then on. */
  start(): void
}

/** All that is said before the view is opened. */
const names = {
  en: { title: 'Apps', command: 'apps', hint: 'Web apps beside the chat, whose actions Hermit can use' },
  'zh-CN': { title: '应用', command: '应用', hint: '在对话旁打开网页应用，让 Hermit 使用其操作' },
} as const
const said = (text: Text) => names[text.formats.language]

/** Builds the ability. All that opens and calls apps is loaded when it is first needed. */
export function createApps(parts: AppsParts): Apps {
  const beside = createStore<Beside>(() => ({}))
  const listeners = new Set<() => void>()
  let tools: readonly Tool[] = []
  const keptLater = createKeptLater('apps')
  let loading: Promise<AppsRoom> | undefined
  const room = () => {
    loading ??= import('./room.ts').then(({ createAppsRoom }) => {
      const made = createAppsRoom({
        ...parts,
        onTools(next) {
          tools = next
          for (const listener of listeners) listener()
        },
        showBeside: View => beside.setState(View ? { View } : {}, true),
      })
      keptLater.handOver(made.kept)
      return made
    })
    // A chunk that did not come is asked for again.
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }
  return {
    ability: {
      id: 'apps',
      title: text => said(text).title,
      icon: AppsIcon,
      commands: [
        {
          id: 'apps',
          name: text => said(text).command,
          hint: text => said(text).hint,
          run({ insert, openView }) {
            insert('')
            openView('apps')
          },
        },
      ],
      view: { load: async () => (await room()).View },
    },
    kept: keptLater.kept,
    tools: {
      list: () => tools,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    beside,
    start() {
      if (!keptLater.isEmpty()) void room().catch(() => {})
    },
  }
}
