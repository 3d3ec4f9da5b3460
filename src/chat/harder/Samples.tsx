import { lazy, Suspense, useId, useState } from 'react'
import { useStore } from 'zustand'
import { FoldButton } from '../../ui/FoldButton.tsx'
import { type Text, useText } from '../../ui/i18n/text.ts'
import type { Chat, Running } from '../chat.ts'
import type { Message } from '../conversation.ts'
import type { Harder } from './harder.ts'
import { hasEnded, vote } from './vote.ts'
import './harder.css'

const SampleList = lazy(() => import('./SampleList.tsx').then(({ SampleList: view }) => ({ default: view })))

interface SamplesProps {
  readonly chat: Chat
  readonly message: Message
  /** Nothing is running here and this tab may write. */
  readonly canChange: boolean
}

/** The samples behind an answer: how far they are, how many agree, and each of them to be opened. */
export function Samples({ chat, message, canChange }: SamplesProps) {
  const text = useText()
  const listId = useId()
  const [isOpen, setOpen] = useState(false)
  const { harder } = message
  const running = useStore(chat.store, state =>
    [...state.running.values()].find(({ messageId }) => messageId === message.id),
  )
  if (!harder || harder.samples.length === 0) return null
  const isStreaming = message.status === 'streaming'
  const ended = harder.samples.filter(hasEnded).length
  return (
    <div className="samples">
      <div className="samples-line">
        <FoldButton
          className="samples-button numbers"
          isOpen={isOpen}
          controls={listId}
          onToggle={() => setOpen(!isOpen)}
        >
          {isStreaming ? progressWords(text, harder, running) : summary(text, message, harder)}
        </FoldButton>
        {isStreaming && (
          <progress className="progress" max={harder.of} value={ended} aria-label={text.harderProgress} />
        )}
      </div>
      {isOpen && (
        <div id={listId}>
          <Suspense>
            <SampleList
              harder={harder}
              isStreaming={isStreaming}
              canChange={canChange}
              onUse={index => chat.takeSample(message.id, index)}
            />
          </Suspense>
        </div>
      )}
    </div>
  )
}

function progressWords(text: Text, { samples, of }: Harder, running: Running | undefined): string {
  if (running?.stage === 'choosing') return text.harderComparing
  return text.harderWriting(running?.sample?.index ?? samples.length, of)
}

/** What was found out, in a line. */
function summary(text: Text, { status }: Message, { samples, of, picked, pickedBy }: Harder): string {
  const ended = samples.filter(hasEnded).length
  if (picked !== null && pickedBy === 'model') return text.harderModelPicked(picked + 1, ended)
  if (picked !== null && pickedBy === 'person') return text.harderYouPicked(picked + 1, samples.length)
  if (ended === 0) return text.harderNone
  if (ended === 1) return text.harderOne
  const { final, agree } = vote(samples)
  if (final === null) return text.harderNoFinal(ended)
  if (agree === 1) return text.harderDiffer(ended)
  const agreed = text.harderAgree(agree, ended, final)
  // Only a majority that was safe ends well before its time.
  const isEarly = ended < of && (status === 'done' || status === 'length')
  return isEarly ? `${agreed} · ${text.harderDecided(of - ended)}` : agreed
}
