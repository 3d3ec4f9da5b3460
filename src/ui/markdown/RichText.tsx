interface RichTextProps {
  /** Markdown, as a model or a person wrote it: hostile. */
  readonly text: string
  /** It is still growing at its end. */
  readonly isWriting: boolean
}

/** Text in Markdown. What draws it is loaded when it is first needed; until then the text stands as it is. */
export function RichText({ text, isWriting }: RichTextProps) {
  return (
    <div className="message-text" dir="auto" data-writing={isWriting ? '' : undefined}>
      {text}
    </div>
  )
}
