/** Document Picture-in-Picture, which is in no TypeScript library yet: only what is used here. */
interface PictureInPicture {
  readonly window: Window | null
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>
}

/** Where the browser has a window for it that stays over all others; undefined elsewhere, and in a frame. */
export function pictureInPicture(target: object = globalThis): PictureInPicture | undefined {
  const found = 'documentPictureInPicture' in target ? target.documentPictureInPicture : undefined
  return isPictureInPicture(found) ? found : undefined
}

function isPictureInPicture(value: unknown): value is PictureInPicture {
  return typeof value === 'object' && value !== null && 'requestWindow' in value
}
