import Papa from 'papaparse'
import type { Block } from '../document.ts'
import { createTableRows } from './table-blocks.ts'

/** A table of comma- or tab-separated values as blocks of rows. */
export function csvBlocks(text: string, delimiter?: string): Block[] {
  const table = createTableRows('guess')
  const blocks: Block[] = []
  Papa.parse<string[]>(text, {
    delimiter: delimiter ?? '', // the library then finds it
    skipEmptyLines: 'greedy',
    step({ data }) {
      table.add(data)
      blocks.push(...table.take())
    },
  })
  blocks.push(...table.end())
  return blocks
}
