// The compiled libraries want a matrix of N rows of K numbers with words of neighbouring rows side by side
// ("KN": word [k, n] at k * N + n), so that neighbouring GPU threads read neighbouring words. A GGUF has whole
// rows one after the other. Only bits are moved. Words are little-endian, as GGUF and every machine with
// WebGPU are. These loops run over 100 MB at every load: they write a whole cache line of 16 words at a time,
// which is what makes a transpose fast, and call nothing.

const lineWords = 16

/** Where packed rows go: columns [firstColumn, firstColumn + rows) of matrices that are `columns` wide. */
export interface PackTarget {
  readonly columns: number
  readonly firstColumn: number
  /** The numbers: K/8 rows of words for Q4_1, K/4 for Q8_0. Left out where they are not wanted. */
  readonly numbers?: Uint32Array | undefined
  /** The scales: K/32 rows of words for Q4_1, K/64 for Q8_0. Left out where they are not wanted. */
  readonly scales?: Uint32Array | undefined
}

/**
 * Packs Q4_1 rows. Element i of a word of numbers is at bit 4 * i; a word of scales is one block's scale
 * (low half) and minimum (high half). `order` names the row of `rows` that becomes each column.
 */
export function packQ4(rows: Uint32Array, order: Uint32Array, blocksPerRow: number, to: PackTarget): void {
  const { columns, firstColumn, numbers, scales } = to
  const rowWords = blocksPerRow * 5
  for (let begin = 0; begin < order.length; begin += lineWords) {
    const end = Math.min(begin + lineWords, order.length)
    for (let block = 0; block < blocksPerRow; block++) {
      const source = block * 5
      if (scales) {
        let at = block * columns + firstColumn + begin
        for (let column = begin; column < end; column++) {
          scales[at++] = rows[(order[column] ?? 0) * rowWords + source] ?? 0
        }
      }
      if (numbers) {
        let at = block * 4 * columns + firstColumn + begin
        for (let column = begin; column < end; column++, at++) {
          const from = (order[column] ?? 0) * rowWords + source
          // Byte i of a block holds number i in its low half and number i + 16 in its high half.
          const a = rows[from + 1] ?? 0
          const b = rows[from + 2] ?? 0
          const c = rows[from + 3] ?? 0
          const d = rows[from + 4] ?? 0
          numbers[at] = lowNibbles(a) | (lowNibbles(b) << 16)
          numbers[at + columns] = lowNibbles(c) | (lowNibbles(d) << 16)
          numbers[at + 2 * columns] = lowNibbles(a >>> 4) | (lowNibbles(b >>> 4) << 16)
          numbers[at + 3 * columns] = lowNibbles(c >>> 4) | (lowNibbles(d >>> 4) << 16)
        }
      }
    }
  }
}

/** The low halves of a word's four bytes, side by side in 16 bits. So small that it is always inlined. */
function lowNibbles(word: number): number {
  const spread = word & 0x0f0f0f0f
  const pairs = (spread | (spread >>> 4)) & 0x00ff00ff
  return (pairs | (pairs >>> 8)) & 0xffff
}

/**
 * Packs Q8_0 rows, an even number of blocks each. Element i of a word of numbers is at bit 8 * i, plus 128;
 * a word of scales is those of two blocks. Rows keep their order.
 */
export function packQ8(rows: Uint32Array, blocksPerRow: number, to: PackTarget): void {
  const { columns, firstColumn, numbers, scales } = to
  const pairsPerRow = blocksPerRow / 2
  const rowWords = pairsPerRow * 17
  const rowCount = rows.length / rowWords
  for (let begin = 0; begin < rowCount; begin += lineWords) {
    const end = Math.min(begin + lineWords, rowCount)
    for (let pair = 0; pair < pairsPerRow; pair++) {
      // Two blocks are 17 words: the first block's numbers begin in the middle of a word, the second's do not.
      const source = begin * rowWords + pair * 17
      const column = firstColumn + begin
      if (scales) {
        let at = pair * columns + column
        for (let row = begin, from = source; row < end; row++, from += rowWords) {
          scales[at++] = ((rows[from] ?? 0) & 0xffff) | ((rows[from + 8] ?? 0) & 0xffff0000)
        }
      }
      if (numbers) {
        for (let word = 0; word < 8; word++) {
          let at = (pair * 16 + word) * columns + column
          for (let row = begin, from = source + word; row < end; row++, from += rowWords) {
            // 128 more than a signed byte, as an unsigned byte, is its highest bit turned over.
            numbers[at++] = (((rows[from] ?? 0) >>> 16) | ((rows[from + 1] ?? 0) << 16)) ^ 0x80808080
          }
        }
        for (let word = 0; word < 8; word++) {
          let at = (pair * 16 + 8 + word) * columns + column
          for (let row = begin, from = source + 9 + word; row < end; row++, from += rowWords) {
            numbers[at++] = (rows[from] ?? 0) ^ 0x80808080
          }
        }
      }
    }
  }
}

/** The rows as they are. */
export function sameOrder(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row)
}

/**
 * A GGUF stores the rows of q and k for a rotary embedding that turns neighbours; the libraries' turns the
 * halves of a head. Of each head the even rows come first, then the odd ones.
 */
export function halvesOrder(heads: number, headRows: number): Uint32Array {
  const half = headRows / 2
  return Uint32Array.from({ length: heads * headRows }, (_, row) => {
    const inHead = row % headRows
    return row - inHead + (inHead < half ? 2 * inHead : 2 * (inHead - half) + 1)
  })
}
