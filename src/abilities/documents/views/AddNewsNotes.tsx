import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAnnounce } from '../../../ui/announce.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import type { AddNews, DocumentLibrary } from '../library-state.ts'

interface AddNewsNotesProps {
  readonly library: DocumentLibrary
  readonly keepFile: boolean
  /** Told of what was added all the same. */
  readonly onAdded?: (ids: readonly string[]) => void
}

/** What became of files that were not read: they are here already, or are of no kind that Hermit reads. */
export function AddNewsNotes({ library, keepFile, onAdded }: AddNewsNotesProps) {
  const words = useDocumentsText()
  const announce = useAnnounce()
  const news = useStore(library.store, state => state.news)
  const documents = useStore(library.store, state => state.documents)
  const sentenceOf = (one: AddNews) =>
    one.kind === 'refused'
      ? words.refused(one.fileName)
      : words.known(documents.get(one.id)?.title ?? one.file.name)
  const last = news.at(-1)
  const sentence = last && sentenceOf(last)
  useEffect(() => {
    if (sentence) announce(sentence)
  }, [sentence, announce])
  if (news.length === 0) return null
  const addAnyway = async (file: File) => {
    library.dismissNews()
    const ids = await library.add([file], { keepFile, isAgain: true })
    onAdded?.(ids)
  }
  return (
    <div className="documents-news">
      <ul>
        {news.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: news are only added, and go all together.
          <li key={index}>
            {sentenceOf(one)}{' '}
            {one.kind === 'known' && (
              <Button kind="text" onClick={() => void addAnyway(one.file)}>
                {words.addAnyway}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button kind="text" onClick={() => library.dismissNews()}>
        {words.dismiss}
      </Button>
    </div>
  )
}
