import { useEffect, useRef, useState } from 'react'
import { useText } from '../ui/i18n/text.ts'

/** Takes files that are dropped or pasted anywhere on the page, and says so while they hover over it. */
export function FileDrop({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const text = useText()
  const ref = useRef<HTMLDivElement>(null)
  const isOver = useFileDrop(onFiles)
  useEffect(() => {
    // In the top layer: over a dialog that is open as well.
    if (isOver) ref.current?.showPopover()
    else ref.current?.hidePopover()
  }, [isOver])
  return (
    <div ref={ref} popover="manual" className="file-drop">
      <p>{text.dropFile}</p>
    </div>
  )
}

function useFileDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    // Without it the browser would open the file in the page's place.
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      // From one element of the page to the next is not out of it.
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      // Something nearer may have taken it.
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) onFiles(files)
    }
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      // Programs that copy text with a picture of it mean the text.
      const hasText = event.clipboardData?.types.includes('text/plain') === true
      if (files.length === 0 || hasText || event.defaultPrevented) return
      event.preventDefault()
      onFiles(files)
    }
    window.addEventListener('paste', onPaste, { signal })
    window.addEventListener('dragover', onOver, { signal })
    window.addEventListener('dragleave', onLeave, { signal })
    window.addEventListener('drop', onDrop, { signal })
    return () => listening.abort()
  }, [onFiles])
  return isOver
}
