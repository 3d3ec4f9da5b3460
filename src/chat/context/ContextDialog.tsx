import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useContextText } from '../../ui/i18n/context-dialog.ts'
import type { Chat } from '../chat.ts'
import type { OverflowPolicy } from '../chat-settings.ts'
import { ContextBar } from './ContextBar.tsx'
import { SummaryPreview } from './SummaryPreview.tsx'
import { TurnList } from './TurnList.tsx'
import { useMeasure } from './use-measure.ts'
import './context.css'

const policies: readonly OverflowPolicy[] = ['ask', 'drop', 'summarise']

interface ContextDialogProps {
  readonly chat: Chat
  readonly contextTokens: number | undefined
  readonly onClose: () => void
}

/** What the model reads, turn by turn, and what the person can do about it. */
export function ContextDialog({ chat, contextTokens, onClose }: ContextDialogProps) {
  const text = useContextText()
  const measure = useMeasure(chat, contextTokens, 0)
  const isBusy = useStore(chat.store, state => state.running.size > 0)
  const canChange = useStore(chat.store, state => state.access === 'full') && !isBusy
  const policy = useStore(chat.store, ({ conversations, currentId, newSettings }) => {
    const settings = currentId === null ? newSettings : conversations.get(currentId)?.settings
    return settings?.overflow ?? 'ask'
  })
  const [toSummarise, setToSummarise] = useState<readonly string[]>()
  const listRef = useRef<HTMLElement>(null)

  if (toSummarise) {
    return (
      <Dialog title={text.context} onClose={onClose}>
        <SummaryPreview
          chat={chat}
          turnIds={toSummarise}
          canWrite={contextTokens !== undefined}
          onEnd={() => {
            setToSummarise(undefined)
            requestAnimationFrame(() => listRef.current?.focus())
          }}
        />
      </Dialog>
    )
  }
  return (
    <Dialog title={text.context} onClose={onClose}>
      <div className="context">
        <p className="hint">{text.contextWhy}</p>
        {isBusy && <p className="hint">{text.contextBusy}</p>}
        {contextTokens === undefined ? (
          <p className="hint">{text.contextUncounted}</p>
        ) : (
          <ContextBar measure={measure} />
        )}
        <Choice
          label={text.overflowPolicy}
          hint={text.overflowHints[policy]}
          value={policy}
          options={policies.map(name => [name, text.overflowPolicies[name]] as const)}
          onChange={overflow => chat.configure({ overflow: overflow === 'ask' ? undefined : overflow })}
        />
        <TurnList
          chat={chat}
          contextTokens={contextTokens}
          canChange={canChange}
          listRef={listRef}
          onSummarise={setToSummarise}
        />
      </div>
    </Dialog>
  )
}
