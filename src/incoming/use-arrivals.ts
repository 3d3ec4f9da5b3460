import { useEffect, useState } from 'react'
import { focusComposerGently } from '../chat/Composer.tsx'
import { type Chat, draftInView } from '../chat/chat.ts'
import { onOpenedFiles } from '../pwa/opened-files.ts'
import { type Arrival, arrivalOf, withoutArrival } from './arrival.ts'
import type { Link } from './link.ts'
import { draftOf, type ShareProblem } from './share.ts'
import { openWaitingShares, type WaitingShare, type WaitingShares } from './waiting-shares.ts'

/** Where things go that come from outside. */
export interface Doors {
  readonly newChat: () => void
  readonly openChat: (id: string) => void
  readonly openView: (abilityId: string, target?: string) => void
  /** Takes files as if they had been dropped on the page. */
  readonly giveFiles: (files: readonly File[]) => void
}

/** What the person is asked or told. */
export type Asked =
  | { readonly kind: 'share'; readonly share: WaitingShare }
  | { readonly kind: 'share-problem'; readonly problem: ShareProblem }
  | { readonly kind: 'translate'; readonly text: string }
  | { readonly kind: 'clipboard' }
  | { readonly kind: 'unknown-link'; readonly address: string }
  | { readonly kind: 'no-chat' }

/** 'later' is a dialog that was closed: what waits goes on waiting. */
export type Answer = 'yes' | 'no' | 'later'

/** What is asked now, and what is done with the answer. */
export interface Question {
  readonly asked: Asked
  readonly onAnswer: (answer: Answer) => void
}

/** A longer text is read nowhere but in a document. In characters. */
const longestDraft = 8000

/** Takes what the page was opened with, and what was shared before and not taken; gives what the person is asked of it. */
export function useArrivals(chat: Chat, doors: Doors): Question | undefined {
  const [question, setQuestion] = useState<Question>()
  // Once for the page: doors that change lead to the same places.
  const [first] = useState(doors)

  useEffect(() => {
    const ask = (asked: Asked) =>
      new Promise<Answer>(resolve => {
        const onAnswer = (answer: Answer) => {
          setQuestion(undefined)
          requestAnimationFrame(() => document.activeElement === document.body && focusComposerGently())
          resolve(answer)
        }
        setQuestion({ asked, onAnswer })
      })
    const places = { chat, doors: first, ask }
    onOpenedFiles(first.giveFiles)
    void (async () => {
      await whenWritable(chat)
      const arrival = arrivalOf(new URL(location.href))
      if (arrival) {
        history.replaceState(history.state, '', withoutArrival(new URL(location.href)))
        await receive(arrival, places)
      }
      await takeShares(openWaitingShares(), places)
    })()
  }, [chat, first])
  return question
}

interface Places {
  readonly chat: Chat
  readonly doors: Doors
  readonly ask: (asked: Asked) => Promise<Answer>
}

async function receive(arrival: Arrival, places: Places): Promise<void> {
  switch (arrival.kind) {
    case 'link':
      return follow(arrival.link, places)
    case 'translate':
      return places.doors.openView('translate')
    case 'shared': {
      const { problem } = arrival
      if (problem) await places.ask({ kind: 'share-problem', problem })
      return
    }
    default:
      await places.ask(arrival)
  }
}

async function follow(link: Link, { chat, doors, ask }: Places): Promise<void> {
  switch (link.to) {
    case 'new':
      return putInNewChat(link.text ?? '', chat, doors)
    case 'chat':
      if (chat.store.getState().conversations.has(link.id)) doors.openChat(link.id)
      else await ask({ kind: 'no-chat' })
      return
    case 'document':
      return doors.openView('documents', link.id)
    case 'translate': {
      const { text = '' } = link
      // The translator sets to work on what it is given: whoever made the link may not decide that.
      if (text.trim() === '') doors.openView('translate')
      else if ((await ask({ kind: 'translate', text })) === 'yes') doors.openView('translate', text)
    }
  }
}

/** One after the other. A share that another tab is asking about is left to it. */
async function takeShares(waiting: WaitingShares, places: Places): Promise<void> {
  // Where nothing can be kept there is nothing.
  const shares = await waiting.list().catch(() => [])
  for (const share of shares) {
    await alone(share.id, async () => {
      if (await take(share, places)) await waiting.drop(share.id)
    })
  }
}

/** Whether it is done with. */
async function take(share: WaitingShare, { chat, doors, ask }: Places): Promise<boolean> {
  const words = draftOf(share)
  const isLong = words.length > longestDraft
  if (share.files.length === 0 && !isLong) {
    putInNewChat(words, chat, doors)
    return true
  }
  const answer = await ask({ kind: 'share', share })
  if (answer !== 'yes') return answer === 'no'
  putInNewChat(isLong ? '' : words, chat, doors)
  const text = isLong ? [new File([words], 'shared.txt', { type: 'text/plain' })] : []
  doors.giveFiles([...text, ...share.files])
  return true
}

/** Behind what is written there already. */
function putInNewChat(words: string, chat: Chat, doors: Doors): void {
  doors.newChat()
  if (words.trim() === '') return
  const draft = draftInView(chat.store.getState()).trimEnd()
  chat.setDraft(draft === '' ? words : `${draft}\n\n${words}`)
}

/** Until the records are there: a draft that is put before them would take the place of one that is kept. */
function whenWritable({ store }: Chat): Promise<void> {
  if (store.getState().access !== 'loading') return Promise.resolve()
  return new Promise(resolve => {
    const stop = store.subscribe(({ access }) => {
      if (access === 'loading') return
      stop()
      resolve()
    })
  })
}

async function alone(id: string, work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work()
  await navigator.locks.request(`hermit-share/${id}`, { ifAvailable: true }, async lock => {
    if (lock) await work()
  })
}
