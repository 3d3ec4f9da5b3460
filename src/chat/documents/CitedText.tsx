import { useMemo } from 'react'
import { useAskText } from '../../ui/i18n/ask.ts'
import type { Annotation } from '../../ui/markdown/annotation.ts'
import { RichText } from '../../ui/markdown/RichText.tsx'
import type { Message } from '../conversation.ts'
import type { SourceActions } from '../passages.ts'
import { attributionOf, placeOf } from './answer-sources.ts'
import { whileWritten } from './markers.ts'
import { placeNumbers } from './place-numbers.ts'
import { goToSource } from './SourceList.tsx'

interface CitedTextProps {
  readonly message: Message
  readonly isWriting: boolean
  readonly sources: SourceActions | undefined
}

/** An answer drawn from passages: once it has ended, each sentence has the numbers of those that it is found in. */
export function CitedText({ message, isWriting, sources }: CitedTextProps) {
  const words = useAskText()
  const { passages } = message
  const attribution = attributionOf(message)
  const annotation = useMemo((): Annotation | undefined => {
    if (!attribution || attribution.supported === 0 || !passages) return undefined
    return {
      mark(block) {
        placeNumbers(block, attribution.sentences, number => {
          const passage = passages[number - 1]
          return words.source(number, passage ? placeOf(passage, words) : '')
        })
      },
      press(element) {
        const number = Number(element.closest<HTMLElement>('[data-source]')?.dataset.source)
        const passage = passages[number - 1]
        if (!passage) return false
        if (sources?.isHere(passage.documentId)) sources.open(passage)
        else goToSource(message.id, number)
        return true
      },
    }
  }, [attribution, passages, words, sources, message.id])
  const text = attribution?.text ?? whileWritten(message.text, passages?.length ?? 0)
  return <RichText text={text} isWriting={isWriting} annotation={annotation} />
}
