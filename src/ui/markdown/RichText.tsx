import { useEffect, useState } from 'react'
import { PlainText } from '../PlainText.tsx'
import type { Annotation } from './annotation.ts'

interface RichTextProps {
  /** Markdown, as a model or a person wrote it: hostile. */
  readonly text: string
  /** It is still growing at its end. */
  readonly isWriting: boolean
  /** Not in the plain text that stands there until Markdown can be drawn. */
  readonly annotation?: Annotation | undefined
}

type View = typeof import('./MarkdownView.tsx').MarkdownView

let loaded: View | undefined

/** Fetches what draws Markdown, which is no part of the first paint. Without it answers stay plain text. */
export async function loadMarkdown(): Promise<void> {
  loaded ??= (await import('./MarkdownView.tsx')).MarkdownView
}

/** Text in Markdown. What draws it is loaded when it is first needed; until then the text stands as it is. */
export function RichText({ text, isWriting, annotation }: RichTextProps) {
  const [, setLoaded] = useState(loaded !== undefined)
  useEffect(() => {
    if (loaded) return
    let isHere = true
    loadMarkdown().then(
      () => isHere && setLoaded(true),
      () => {}, // offline before it was kept: the text is readable
    )
    return () => {
      isHere = false
    }
  }, [])
  const Markdown = loaded
  if (Markdown) return <Markdown text={text} isWriting={isWriting} annotation={annotation} />
  return <PlainText words={text} isWriting={isWriting} />
}
