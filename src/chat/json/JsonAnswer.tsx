import { lazy, Suspense } from 'react'
import { Boundary } from '../../ui/Boundary.tsx'
import type { Message } from '../conversation.ts'

const JsonView = lazy(() => import('./JsonView.tsx').then(({ JsonView: view }) => ({ default: view })))

/** An answer that was given under a JSON schema: as it comes while it is written, then checked and shown as a tree. */
export function JsonAnswer({ message }: { readonly message: Message }) {
  const plain = (
    <div className="message-text" dir="ltr">
      {message.text}
    </div>
  )
  if (message.status === 'streaming' || message.jsonSchema === undefined) return plain
  return (
    <Boundary>
      <Suspense fallback={plain}>
        <JsonView schema={message.jsonSchema} answer={message.text} isCut={message.status !== 'done'} />
      </Suspense>
    </Boundary>
  )
}
