import { useEffect, useState } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { IconButton } from '../ui/Button.tsx'
import { useText } from '../ui/i18n/text.ts'
import { CheckIcon, CopyIcon, NextIcon, PreviousIcon, RetryIcon } from '../ui/icons.tsx'
import type { AnswerStats, Message } from './conversation.ts'

interface MessageFooterProps {
  readonly message: Message
  readonly versions: readonly string[]
  readonly canChange: boolean
  /** The end of the answer offers to continue it, so that answering again has its place here. */
  readonly canContinue: boolean
  readonly onRetry: () => void
  readonly onShowVersion: (messageId: string) => void
}

/** What can be done with a message, and what it cost. Its height is there from the start: nothing jumps. */
export function MessageFooter(props: MessageFooterProps) {
  const { message, versions, canChange, canContinue, onRetry, onShowVersion } = props
  const text = useText()
  const { role, status } = message
  if (status === 'streaming') return <footer className="message-footer" />
  // Where the end of the answer offers to answer again there is no second place for it.
  const hasOwnAction = !canContinue && (status === 'failed' || status === 'interrupted')
  return (
    <footer className="message-footer">
      <div className="message-actions">
        {message.text !== '' && <CopyButton text={message.text} />}
        {role === 'assistant' && !hasOwnAction && (
          <IconButton label={text.retry} disabled={!canChange} onClick={onRetry}>
            <RetryIcon />
          </IconButton>
        )}
        {versions.length > 1 && (
          <Versions versions={versions} currentId={message.id} canChange={canChange} onShow={onShowVersion} />
        )}
      </div>
      {message.stats && <Receipt stats={message.stats} message={message} />}
    </footer>
  )
}

function CopyButton({ text: copied }: { readonly text: string }) {
  const text = useText()
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
        onClick={() => {
          navigator.clipboard.writeText(copied).then(
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

function Receipt({ stats, message }: { readonly stats: AnswerStats; readonly message: Message }) {
  const text = useText()
  const { modelName, writtenBy } = message
  const parts = [
    ...(stats.tokensPerSecond === undefined ? [] : [text.tokensPerSecond(stats.tokensPerSecond)]),
    ...(stats.firstTokenMs > 0 ? [text.firstWordAfter(stats.firstTokenMs)] : []),
    text.tokens(stats.completionTokens),
  ]
  const writers = writtenBy?.map(text.writer) ?? (modelName === undefined ? [] : [modelName])
  return (
    <details className="stats numbers">
      <summary>{parts.join(' · ')}</summary>
      <p>{text.promptDetail(stats.promptTokens, stats.cachedTokens)}</p>
      {writers.length > 0 && <p>{writers.join(text.thenWriter)}</p>}
    </details>
  )
}
