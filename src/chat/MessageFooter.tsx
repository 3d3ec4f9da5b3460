import { useEffect, useState } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { IconButton } from '../ui/Button.tsx'
import { clipboardOf } from '../ui/clipboard-of.ts'
import { useAskText } from '../ui/i18n/ask.ts'
import { useText } from '../ui/i18n/text.ts'
import { CheckIcon, CopyIcon, NextIcon, PencilIcon, PreviousIcon, RetryIcon } from '../ui/icons.tsx'
import type { AnswerActions } from './answer-actions.ts'
import type { Chat } from './chat.ts'
import type { Message } from './conversation.ts'
import { copyOf } from './documents/answer-sources.ts'
import { MessageMenu } from './MessageMenu.tsx'
import { Receipt } from './Receipt.tsx'

interface MessageFooterProps {
  readonly chat: Chat
  readonly message: Message
  readonly versions: readonly string[]
  readonly canChange: boolean
  /** The end of the answer offers to continue it, so that answering again has its place here. */
  readonly canContinue: boolean
  readonly actions: AnswerActions
  readonly onEdit: () => void
}

/** What can be done with a message, and what it cost. Its height is there from the start: nothing jumps. */
export function MessageFooter(props: MessageFooterProps) {
  const { chat, message, versions, canChange, canContinue, actions, onEdit } = props
  const text = useText()
  const { role, status } = message
  if (status === 'streaming') return <footer className="message-footer" />
  // Where the end of the answer offers to answer again there is no second place for it.
  const hasOwnAction = !canContinue && (status === 'failed' || status === 'interrupted')
  return (
    <footer className="message-footer">
      <div className="message-actions">
        {message.text !== '' && <CopyButton message={message} />}
        {role === 'user' && (
          <IconButton label={text.edit} disabled={!canChange} data-edit="" onClick={onEdit}>
            <PencilIcon />
          </IconButton>
        )}
        {role === 'assistant' && !hasOwnAction && (
          <IconButton label={text.retry} disabled={!canChange} onClick={() => actions.retry(message.id)}>
            <RetryIcon />
          </IconButton>
        )}
        {versions.length > 1 && (
          <Versions
            versions={versions}
            currentId={message.id}
            canChange={canChange}
            onShow={id => chat.showVersion(id)}
          />
        )}
        <MessageMenu chat={chat} message={message} canChange={canChange} actions={actions} />
      </div>
      {message.stats && <Receipt stats={message.stats} message={message} />}
    </footer>
  )
}

function CopyButton({ message }: { readonly message: Message }) {
  const text = useText()
  const words = useAskText()
  const announce = useAnnounce()
  const [result, setResult] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (result === undefined) return
    const timer = setTimeout(() => setResult(undefined), 2000)
    return () => clearTimeout(timer)
  }, [result])
  const show = (next: 'copied' | 'failed') => {
    setResult(next)
    announce(next === 'copied' ? text.copied : text.copyFailed)
  }
  return (
    <>
      <IconButton
        label={text.copy}
        onClick={({ currentTarget }) => {
          clipboardOf(currentTarget)
            .writeText(copyOf(message, words))
            .then(
              () => show('copied'),
              () => show('failed'),
            )
        }}
      >
        {result === 'copied' ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      {result && <span className="copy-result">{result === 'copied' ? text.copied : text.copyFailed}</span>}
    </>
  )
}

interface VersionsProps {
  readonly versions: readonly string[]
  readonly currentId: string
  readonly canChange: boolean
  readonly onShow: (messageId: string) => void
}

function Versions({ versions, currentId, canChange, onShow }: VersionsProps) {
  const text = useText()
  const position = versions.indexOf(currentId)
  const previous = versions[position - 1]
  const next = versions[position + 1]
  return (
    <span className="versions numbers">
      <IconButton
        label={text.previousVersion}
        disabled={!canChange || previous === undefined}
        onClick={() => previous !== undefined && onShow(previous)}
      >
        <PreviousIcon />
      </IconButton>
      {text.versionOf(position + 1, versions.length)}
      <IconButton
        label={text.nextVersion}
        disabled={!canChange || next === undefined}
        onClick={() => next !== undefined && onShow(next)}
      >
        <NextIcon />
      </IconButton>
    </span>
  )
}
