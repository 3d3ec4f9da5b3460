import { useId } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '../../ui/Button.tsx'
import { useTranslateText } from '../../ui/i18n/translate.ts'
import { SwapIcon } from '../../ui/icons.tsx'
import { languages } from './languages.ts'
import type { TranslateRoom } from './TranslateDialog.tsx'
import { sourcesOf, targetsOf } from './translator.ts'

interface LanguageBarProps {
  readonly room: TranslateRoom
  /** Of what is typed, and not of a document. */
  readonly canSwap: boolean
}

/** From which language into which: those that the model in use knows, all of them where it knows none. */
export function LanguageBar({ room, canSwap }: LanguageBarProps) {
  const { translating, choice, job } = room
  const words = useTranslateText()
  const id = useId()
  const from = useStore(choice.store, state => state.from)
  const to = useStore(translating.store, state => state.to)
  const typed = useStore(translating.store, state => state.detected)
  const read = useStore(job.store, state => state.from)
  const detected = canSwap ? typed : read
  const translator = useStore(translating.store, state => state.translator)
  const every = languages.map(({ code }) => code)
  const sources = listed(translator.can === 'no' ? every : sourcesOf(translator), from)
  const targets = listed(translator.can === 'no' ? every : targetsOf(translator), to)
  const isKnown = from !== 'detect' || detected !== undefined
  return (
    <div className="translate-languages">
      <select
        className="field"
        aria-label={words.from}
        value={from}
        onChange={event => translating.setFrom(event.target.value)}
      >
        <option value="detect">
          {from === 'detect' && detected !== undefined ? words.detected(detected) : words.detect}
        </option>
        {sources.map(code => (
          <option key={code} value={code}>
            {words.language(code)}
          </option>
        ))}
      </select>
      <IconButton label={words.swap} disabled={!canSwap || !isKnown} onClick={translating.swap}>
        <SwapIcon />
      </IconButton>
      <select
        id={id}
        className="field"
        aria-label={words.to}
        value={to}
        onChange={event => translating.setTo(event.target.value)}
      >
        {targets.map(code => (
          <option key={code} value={code}>
            {words.language(code)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** In the order of the list, with the one that is chosen whether the model knows it or not. */
function listed(codes: readonly string[], chosen: string): readonly string[] {
  const order = languages.map(({ code }) => code)
  return order.filter(code => codes.includes(code) || code === chosen)
}
