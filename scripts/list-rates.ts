/**
 * Writes src/abilities/units/rates.json: what one euro is in other currencies, from the European Central Bank's own file.
 *   npx tsx scripts/list-rates.ts eurofxref.csv
 * The file is in https://www.ecb.europa.eu/stats/eurofxref/eurofxref.zip; its use is free where the source is named.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The text of rates.json. Throws where the file is none of the bank's. */
export function listRates(csv: string): string {
  const [names = [], values = []] = csv
    .trim()
    .split(/\r?\n/)
    .map(line => line.split(',').map(cell => cell.trim()))
  const day = new Date(`${values[0]} UTC`)
  if (names[0] !== 'Date' || Number.isNaN(day.getTime())) throw new Error('This is not eurofxref.csv')
  const rates = names.slice(1).flatMap((name, at) => {
    const rate = Number(values[at + 1])
    return /^[A-Z]{3}$/.test(name) && rate > 0 ? [[name, rate] as const] : []
  })
  if (rates.length < 20) throw new Error(`Only ${rates.length} rates`)
  const source = 'European Central Bank, euro foreign exchange reference rates'
  return `${JSON.stringify({ source, date: day.toISOString().slice(0, 10), base: 'EUR', rates: Object.fromEntries(rates) }, null, 2)}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = fileURLToPath(new URL('../src/abilities/units/rates.json', import.meta.url))
  await writeFile(path, listRates(await readFile(process.argv[2] ?? 'eurofxref.csv', 'utf8')))
  console.log(path)
}
