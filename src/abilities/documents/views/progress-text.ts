import type { DocumentsText } from '../../../ui/i18n/documents.ts'
import type { DocumentRecord } from '../document.ts'
import type { DocumentProgress } from '../library-state.ts'

/** How far the work on a document is, in words; undefined where there is none. */
export function progressText(
  words: DocumentsText,
  { status }: DocumentRecord,
  progress: DocumentProgress | undefined,
): string | undefined {
  if (!progress) return status === 'reading' || status === 'indexing' ? words.elsewhere : undefined
  if (progress.step === 'waiting') return words.waiting
  const { msLeft } = progress
  const left = msLeft === undefined ? [] : [words.minutesLeft(msLeft)]
  const step =
    progress.step === 'indexing'
      ? words.indexing(progress.fraction)
      : progress.page === undefined || progress.of === undefined
        ? words.reading
        : words.readingPage(progress.page, progress.of)
  return [step, ...left].join(' · ')
}

/** The same from 0 to 1: reading is the first half. Undefined where it cannot be told. */
export function progressFraction(progress: DocumentProgress | undefined): number | undefined {
  if (progress?.step === 'indexing') return 0.5 + progress.fraction / 2
  if (progress?.step !== 'reading' || progress.page === undefined || !progress.of) return undefined
  return progress.of === 1 ? undefined : progress.page / progress.of / 2
}
