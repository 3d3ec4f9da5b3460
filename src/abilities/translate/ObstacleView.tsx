import { useStore } from 'zustand'
import { Button } from '../../ui/Button.tsx'
import { useTranslateText } from '../../ui/i18n/translate.ts'
import type { TranslateRoom } from './TranslateDialog.tsx'
import type { Obstacle } from './translating.ts'
import { sourcesOf, targetsOf } from './translator.ts'

interface ObstacleViewProps {
  readonly room: TranslateRoom
  readonly obstacle: Obstacle
  /** The language of the text, where it is not that of what was typed. */
  readonly detected?: string | undefined
}

/** Why this text is not translated, and what can be done about it. */
export function ObstacleView({ room, obstacle, detected }: ObstacleViewProps) {
  const { translating, choice, session } = room
  const words = useTranslateText()
  const { to, translator, detected: typed } = useStore(translating.store)
  const chosen = useStore(choice.store, state => state.from)
  const model = useStore(session.store, state => state.model.name)
  const from = chosen === 'detect' ? (detected ?? typed) : chosen
  if (obstacle === 'unknown-language' || from === undefined)
    return <p className="hint">{words.unknownLanguage}</p>
  if (obstacle === 'same-language') {
    const known = targetsOf(translator, from).filter(code => code !== to)
    const other = known.find(code => code === (to === 'en' ? 'zh' : 'en')) ?? known[0]
    return (
      <div className="translate-obstacle">
        <p>{words.sameLanguage(to)}</p>
        {other !== undefined && <Button onClick={() => translating.setTo(other)}>{words.into(other)}</Button>}
      </div>
    )
  }
  const [target] = targetsOf(translator, from)
  const [source] = sourcesOf(translator)
  const [sourceTarget] = targetsOf(translator, source)
  return (
    <div className="translate-obstacle">
      <p>{words.pair(model, from, to)}</p>
      {target !== undefined ? (
        <Button onClick={() => translating.setTo(target)}>{words.into(target)}</Button>
      ) : (
        source !== undefined &&
        sourceTarget !== undefined && (
          <Button onClick={() => choice.set({ from: source, to: sourceTarget })}>
            {words.takePair(source, sourceTarget)}
          </Button>
        )
      )}
    </div>
  )
}
