import { useEffect, useState } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { useTranslateText } from '../../ui/i18n/translate.ts'
import { CheckIcon, CopyIcon } from '../../ui/icons.tsx'

interface CopyTranslationProps {
  /** Asked when it is pressed. */
  readonly text: () => string
  readonly isEmpty: boolean
}

/** Copies the translation as far as it is done, and says so for a while. */
export function CopyTranslation({ text, isEmpty }: CopyTranslationProps) {
  const words = useTranslateText()
  const announce = useAnnounce()
  const [result, setResult] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (result === undefined) return
    const timer = setTimeout(() => setResult(undefined), 2000)
    return () => clearTimeout(timer)
  }, [result])
  const show = (next: 'copied' | 'failed') => {
    setResult(next)
    announce(next === 'copied' ? words.copied : words.copyFailed)
  }
  return (
    <div className="translate-copy">
      {result && <span className="hint">{result === 'copied' ? words.copied : words.copyFailed}</span>}
      <IconButton
        label={words.copy}
        disabled={isEmpty}
        onClick={() => {
          navigator.clipboard.writeText(text()).then(
            () => show('copied'),
            () => show('failed'),
          )
        }}
      >
        {result === 'copied' ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
    </div>
  )
}
