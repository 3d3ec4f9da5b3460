import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { useContextText } from '../../ui/i18n/context-dialog.ts'
import type { Chat } from '../chat.ts'
import { extractOf } from './key-sentences.ts'
import { readTurnsNext } from './turns.ts'

type Way = 'model' | 'extract'

interface SummaryPreviewProps {
  readonly chat: Chat
  readonly turnIds: readonly string[]
  /** A model is loaded that can write it. */
  readonly canWrite: boolean
  /** It is in use, or will not be. */
  readonly onEnd: () => void
}

/** A summary before it is one: written by the model or taken from the text, and the person's to change or refuse. */
export function SummaryPreview({ chat, turnIds, canWrite, onEnd }: SummaryPreviewProps) {
  const text = useContextText()
  const announce = useAnnounce()
  const fieldId = useId()
  const [way, setWay] = useState<Way>(canWrite ? 'model' : 'extract')
  const [words, setWords] = useState('')
  const [fraction, setFraction] = useState<number>()
  const [hasFailed, setFailed] = useState(false)
  /** The model's own text, as it was written. */
  const [written, setWritten] = useState('')
  const writing = useRef<AbortController>(undefined)
  const isWriting = fraction !== undefined
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  // The list that had the focus is gone.
  useEffect(() => fieldRef.current?.focus(), [])
  const tokens = useTokens(chat, turnIds, isWriting ? undefined : words)

  useEffect(() => {
    const abort = new AbortController()
    writing.current = abort
    setFailed(false)
    setWritten('')
    const { conversations, currentId } = chat.store.getState()
    const conversation = currentId === null ? undefined : conversations.get(currentId)
    if (way === 'extract') {
      const wanted = new Set(turnIds)
      const readings = conversation ? readTurnsNext(conversation) : []
      setWords(extractOf(readings.filter(({ turn }) => wanted.has(turn.id))))
      return
    }
    setWords('')
    setFraction(0)
    let isGone = false
    const write = async () => {
      try {
        for await (const step of chat.writeSummary(turnIds, abort.signal)) {
          if (isGone) return
          setWords(step.text)
          setFraction(step.fraction)
          setWritten(step.text)
        }
        if (!isGone) announce(text.summaryReady)
      } catch {
        if (!isGone && !abort.signal.aborted) setFailed(true)
      }
      if (!isGone) setFraction(undefined)
    }
    void write()
    return () => {
      isGone = true
      setFraction(undefined)
      abort.abort()
    }
  }, [chat, turnIds, way, announce, text])

  const isLonger = tokens !== undefined && tokens.summary >= tokens.instead
  return (
    <div className="context">
      <h3>{text.summaryOfTurns(turnIds.length)}</h3>
      {canWrite && (
        <Choice
          label={text.summaryWays}
          value={way}
          options={[
            ['model', text.summaryWay.model],
            ['extract', text.summaryWay.extract],
          ]}
          onChange={setWay}
        />
      )}
      <div className="labelled-field">
        <label htmlFor={fieldId}>{text.summaryText}</label>
        <textarea
          id={fieldId}
          className="summary-field"
          rows={8}
          dir="auto"
          ref={fieldRef}
          readOnly={isWriting}
          aria-busy={isWriting}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        <p className="hint">{text.summaryHint[way]}</p>
      </div>
      <div className="summary-progress numbers">
        {isWriting ? (
          <>
            <p>{text.summaryWriting}</p>
            <progress
              className="progress"
              aria-label={text.summaryWriting}
              {...(fraction > 0 ? { value: fraction } : {})}
            />
          </>
        ) : (
          <p>{tokens ? text.summaryTokens(tokens.instead, tokens.summary) : '…'}</p>
        )}
        {hasFailed && <p role="alert">{text.summaryFailed}</p>}
        {isLonger && <p className="summary-caution">{text.summaryNotShorter}</p>}
      </div>
      <div className="confirm-actions">
        <Button
          kind="primary"
          disabled={isWriting || words.trim() === ''}
          onClick={() => {
            const isByModel = hasOf(written, words)
            chat.addSummary(turnIds, { text: words, isByModel, ...(tokens && { tokens }) })
            onEnd()
          }}
        >
          {text.summaryUse}
        </Button>
        {isWriting && <Button onClick={() => writing.current?.abort()}>{text.summaryStop}</Button>}
        <Button onClick={onEnd}>{text.cancel}</Button>
      </div>
    </div>
  )
}

/** Whether a sentence of one text is still in the other. */
function hasOf(written: string, words: string): boolean {
  return written
    .split(/[.!?。！？\n]+/)
    .some(sentence => sentence.trim() !== '' && words.includes(sentence.trim()))
}

/** A pause in typing after which the text is counted. */
const typingPauseMs = 300

/** What the summary takes and what it stands for; undefined until counted, or while it is being written. */
function useTokens(chat: Chat, turnIds: readonly string[], words: string | undefined) {
  const [tokens, setTokens] = useState<{ readonly words: string; summary: number; instead: number }>()
  useEffect(() => {
    if (words === undefined) return
    const abort = new AbortController()
    const count = async () => {
      const instead = await chat.countTurns(turnIds, abort.signal)
      const summary = words.trim() === '' ? 0 : await chat.countSummary(words, abort.signal)
      if (abort.signal.aborted || instead === undefined || summary === undefined) return
      setTokens({ words, summary, instead })
    }
    // Whoever runs the model has seen the fault too.
    const timer = setTimeout(() => count().catch(() => {}), typingPauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [chat, turnIds, words])
  return useMemo(
    () =>
      tokens && tokens.words === words ? { summary: tokens.summary, instead: tokens.instead } : undefined,
    [tokens, words],
  )
}
