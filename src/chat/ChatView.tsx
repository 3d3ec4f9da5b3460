import { type ReactNode, useMemo, useState } from 'react'
import type { Presets } from '../presets/presets.ts'
import { usePersona } from '../presets/use-persona.ts'
import { usePromptItems } from '../presets/use-prompt-items.ts'
import { soon } from '../ui/soon.tsx'
import type { AnswerActions } from './answer-actions.ts'
import { Composer } from './Composer.tsx'
import type { Chat } from './chat.ts'
import { EmptyChat } from './EmptyChat.tsx'
import type { SlashItem } from './slash/slash.ts'
import { useOutline } from './use-outline.ts'
import './chat.css'

/** Hermit opens with an empty chat. */
const MessageList = soon(
  async () => (await import('./MessageList.tsx')).MessageList,
  <div className="conversation" />,
)

interface ChatViewProps {
  readonly chat: Chat
  readonly presets: Presets
  /** What the model is busy with, in words; for an answer that waits for it. */
  readonly modelStatus: ReactNode
  /** What the person is asked or told about the model, above the composer. */
  readonly modelNotice: ReactNode
  /** What can be set beside the message box. */
  readonly tools: ReactNode
  /** What is attached to the chat, above the message box. */
  readonly attached: ReactNode
  /** What abilities offer after "/". */
  readonly commands: readonly SlashItem[]
  /** Takes a long text that was pasted; false where it goes into the message. */
  readonly onPasteText: (text: string) => boolean
  /** Opens the example app beside the chat. */
  readonly onTryCafe: () => void
  /** Opens the list of saved prompts. */
  readonly onManagePrompts: () => void
  /** Makes a saved prompt of what is being written. */
  readonly onSavePrompt: () => void
  readonly actions: AnswerActions
}

/** One conversation and the place to write. */
export function ChatView(props: ChatViewProps) {
  const { chat, presets, modelStatus, modelNotice, tools, attached, actions } = props
  const { commands, onPasteText, onTryCafe, onManagePrompts, onSavePrompt } = props
  const outline = useOutline(chat)
  const persona = usePersona(chat, presets)
  const prompts = usePromptItems(presets, { onManage: onManagePrompts, onSave: onSavePrompt })
  const slashItems = useMemo(() => [...commands, ...prompts], [commands, prompts])
  // Here they outlive the messages, which are taken off the page when they are far out of view.
  const [edits] = useState(() => new Map<string, string>())
  return (
    <div className="chat">
      {outline && outline.items.length > 0 ? (
        <MessageList
          key={outline.conversationId}
          chat={chat}
          outline={outline}
          modelStatus={modelStatus}
          actions={actions}
          edits={edits}
        />
      ) : (
        <EmptyChat chat={chat} presets={presets} onTryCafe={onTryCafe} />
      )}
      <div className="dock">
        {modelNotice}
        <Composer
          chat={chat}
          tools={tools}
          attached={attached}
          slashItems={slashItems}
          writesTo={persona?.name}
          onPasteText={onPasteText}
        />
      </div>
    </div>
  )
}
