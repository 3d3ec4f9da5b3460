import { useStore } from 'zustand'
import type { ModelThinking } from '../../engines/engine.ts'
import { useText } from '../../ui/i18n/text.ts'
import { ThoughtIcon } from '../../ui/icons.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import type { Chat } from '../chat.ts'
import type { ThinkingBudget } from '../chat-settings.ts'
import { thoughtLimits } from './budget.ts'
import './thinking.css'

interface ThinkingControlProps {
  readonly chat: Chat
  /** How the model in use thinks; undefined where it does not, or is not loaded. */
  readonly thinking: ModelThinking | undefined
}

const budgets = ['off', 'short', 'long', 'unlimited'] as const satisfies readonly ThinkingBudget[]

/** How long the model may think in this chat. Shown where it can, or where the chat has a limit. */
export function ThinkingControl({ chat, thinking }: ThinkingControlProps) {
  const text = useText()
  const chosen = useStore(chat.store, ({ currentId, conversations, newSettings }) =>
    currentId === null ? newSettings?.thinking : conversations.get(currentId)?.settings?.thinking,
  )
  const canWrite = useStore(chat.store, ({ access }) => access === 'full')
  if (thinking === undefined && chosen === undefined) return null
  const budget = chosen ?? 'unlimited'
  return (
    <Menu
      label={text.thinkingIs(text.thinkingBudget[budget])}
      className="thinking-button"
      disabled={!canWrite}
      button={
        <>
          <ThoughtIcon />
          <span className="thinking-words">{text.thinkingIs(text.thinkingBudget[budget])}</span>
          <span className="thinking-short">{text.thinkingBudget[budget]}</span>
        </>
      }
    >
      {budgets.map(each => (
        <MenuItem
          key={each}
          checked={each === budget}
          note={each === 'short' || each === 'long' ? text.thinkingUpTo(thoughtLimits[each]) : undefined}
          onSelect={() => chat.configure({ thinking: each === 'unlimited' ? undefined : each })}
        >
          {text.thinkingChoice[each]}
          <span className="thinking-means">{text.thinkingMeans[each]}</span>
        </MenuItem>
      ))}
    </Menu>
  )
}
