import type { Row } from './row.ts'
import { largeRows } from './rows-large.ts'
import { middleRows } from './rows-middle.ts'
import { smallRows } from './rows-small.ts'

/** Every row of the catalogue but the embedded model's, smallest first. */
export const rows: readonly Row[] = [...smallRows, ...middleRows, ...largeRows]
