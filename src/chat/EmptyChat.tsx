import { useText } from '../ui/i18n/text.ts'
import { ShellMark } from '../ui/icons.tsx'
import { focusComposer } from './Composer.tsx'
import type { Chat } from './chat.ts'

/** In English in every language: the embedded model speaks nothing else, and these it does well enough. */
const examples = [
  'Explain gravity in two sentences',
  'Write a short poem about the sea',
  'Give me three ideas for a rainy afternoon',
]

/** A chat before its first message: what Hermit is, and something to begin with. */
export function EmptyChat({ chat }: { readonly chat: Chat }) {
  const text = useText()
  return (
    <div className="empty" role="log" aria-label={text.conversation} aria-live="off">
      <div className="empty-inner column">
        <ShellMark />
        <h2>{text.appName}</h2>
        <p className="tagline">{text.tagline}</p>
        <section aria-label={text.tryThese}>
          <p className="examples-title">{text.tryThese}</p>
          <ul className="examples">
            {examples.map(example => (
              <li key={example}>
                <button
                  type="button"
                  className="example"
                  lang="en"
                  onClick={() => {
                    chat.setDraft(example)
                    focusComposer()
                  }}
                >
                  {example}
                </button>
              </li>
            ))}
          </ul>
          {text.examplesNote !== '' && <p className="examples-note">{text.examplesNote}</p>}
        </section>
      </div>
    </div>
  )
}
