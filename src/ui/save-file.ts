/** Hands a text to the browser's own download, under this file name. Nothing leaves the device. */
export function saveFile(name: string, text: string, type: string): void {
  saveBlob(name, new Blob([text], { type }))
}

/** The same for bytes. */
export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/**
 * Asks the person where to save a file, to be called in answer to a press. Undefined where the browser has no such
 * dialog: then `saveBlob` is the way.
 */
export async function chooseFile(name: string): Promise<FileSystemFileHandle | undefined | 'none-chosen'> {
  const choose: unknown = 'showSaveFilePicker' in window ? window.showSaveFilePicker : undefined
  if (typeof choose !== 'function') return undefined
  try {
    return await choose.call(window, { suggestedName: name })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return 'none-chosen'
    // Forbidden here (a frame, a policy): the download still works.
    return undefined
  }
}
