import { useEffect, useState } from 'react'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { useSummariseText } from '../../ui/i18n/summarise.ts'
import { useText } from '../../ui/i18n/text.ts'

/** So long the button says that it was copied, in milliseconds. */
const newsMs = 2000

/** Copies some words, and says whether that worked. */
export function CopyWords({ words: copied }: { readonly words: string }) {
  const text = useText()
  const words = useSummariseText()
  const announce = useAnnounce()
  const [result, setResult] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (!result) return
    const timer = setTimeout(() => setResult(undefined), newsMs)
    return () => clearTimeout(timer)
  }, [result])
  const show = (next: 'copied' | 'failed') => {
    setResult(next)
    announce(next === 'copied' ? text.copied : text.copyFailed)
  }
  return (
    <Button
      onClick={() => {
        navigator.clipboard.writeText(copied).then(
          () => show('copied'),
          () => show('failed'),
        )
      }}
    >
      {result === 'copied' ? text.copied : result === 'failed' ? text.copyFailed : words.copy}
    </Button>
  )
}
