/** A text in an encoding that TextDecoder reads, of one and two bytes a letter. Throws for a letter that it lacks. */
export function encodeText(text: string, encoding: string): Uint8Array {
  const bytesOf = new Map<string, readonly number[]>()
  const decoder = new TextDecoder(encoding, { fatal: true })
  const learn = (bytes: readonly number[]) => {
    try {
      const letter = decoder.decode(Uint8Array.from(bytes))
      if (Array.from(letter).length === 1 && !bytesOf.has(letter)) bytesOf.set(letter, bytes)
    } catch {
      // Not a letter of this encoding.
    }
  }
  for (let first = 0; first < 256; first++) learn([first])
  for (let first = 0x81; first < 0xff; first++) {
    for (let second = 0x40; second < 0xff; second++) learn([first, second])
  }
  return Uint8Array.from(
    Array.from(text).flatMap(letter => {
      const bytes = bytesOf.get(letter)
      if (!bytes) throw new Error(`${encoding} has no ${letter}`)
      return bytes
    }),
  )
}
