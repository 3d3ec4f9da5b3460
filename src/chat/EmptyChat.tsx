import { useStore } from 'zustand'
import { personasIn } from '../presets/built-in.ts'
import { settingsFrom } from '../presets/choose-persona.ts'
import type { Persona, Presets } from '../presets/presets.ts'
import { usePersona } from '../presets/use-persona.ts'
import { useText } from '../ui/i18n/text.ts'
import { ShellMark } from '../ui/icons.tsx'
import { focusComposer, focusComposerGently } from './Composer.tsx'
import type { Chat } from './chat.ts'
import './empty.css'

/** In English in every language: the embedded model speaks nothing else, and these it does well enough. */
const examples = [
  'Explain gravity in two sentences',
  'Write a short poem about the sea',
  'Give me three ideas for a rainy afternoon',
]

/** More would be a wall of names; all of them are in the chat's settings. */
const mostPersonas = 6

interface EmptyChatProps {
  readonly chat: Chat
  readonly presets: Presets
  /** Opens the example app, of which one more example asks for something. */
  readonly onTryCafe: () => void
}

/** A chat before its first message: whom one talks to, and something to begin with. */
export function EmptyChat({ chat, presets, onTryCafe }: EmptyChatProps) {
  const text = useText()
  const persona = usePersona(chat, presets)
  return (
    <div className="empty" role="log" aria-label={text.conversation} aria-live="off">
      <div className="empty-inner column">
        <ShellMark />
        <h2 dir="auto">{persona?.name ?? text.appName}</h2>
        <p className="tagline" dir="auto">
          {persona ? persona.instructions : text.tagline}
        </p>
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
            <li>
              <button
                type="button"
                className="example"
                onClick={() => {
                  chat.setDraft(text.cafeRequest)
                  onTryCafe()
                }}
              >
                {text.cafeRequest} <span className="example-note">{text.cafeNote}</span>
              </button>
            </li>
          </ul>
          {text.examplesNote !== '' && <p className="examples-note">{text.examplesNote}</p>}
        </section>
        <PersonaChips chat={chat} presets={presets} chosen={persona} />
      </div>
    </div>
  )
}

interface PersonaChipsProps extends Pick<EmptyChatProps, 'chat' | 'presets'> {
  readonly chosen: Persona | undefined
}

/** A few personas to begin with; the chosen one is let go of by pressing it again. */
function PersonaChips({ chat, presets, chosen }: PersonaChipsProps) {
  const text = useText()
  const personas = personasIn(useStore(presets.store), text)
  const canWrite = useStore(chat.store, state => state.access === 'full')
  if (personas.length === 0) return null
  return (
    <section className="chips" aria-label={text.startWith}>
      <p className="examples-title">{text.startWith}</p>
      <ul>
        {personas.slice(0, mostPersonas).map(persona => (
          <li key={persona.id}>
            <button
              type="button"
              className="chip"
              dir="auto"
              aria-pressed={persona.id === chosen?.id}
              disabled={!canWrite}
              onClick={() => {
                chat.configure(settingsFrom(persona.id === chosen?.id ? undefined : persona))
                focusComposerGently()
              }}
            >
              {persona.name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
