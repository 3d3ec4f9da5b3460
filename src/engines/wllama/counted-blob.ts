/**
 * A Blob that tells how far into it has been read: `onReach` gets the new bytes whenever a slice ends
 * farther in than any before. It must stay in this realm: a clone is a plain Blob and counts nothing.
 */
export class CountedBlob extends Blob {
  #reached = 0
  readonly #onReach: (newBytes: number) => void

  constructor(blob: Blob, onReach: (newBytes: number) => void) {
    // A Blob made of one Blob refers to its bytes; nothing is copied.
    super([blob])
    this.#onReach = onReach
  }

  override slice(start = 0, end = this.size, contentType?: string): Blob {
    const reach = Math.min(end, this.size)
    if (reach > this.#reached) {
      this.#onReach(reach - this.#reached)
      this.#reached = reach
    }
    return super.slice(start, end, contentType)
  }
}
