import { type Unit, units } from './unit-table.ts'

const byName = new Map<string, Unit[]>()

function call(name: string, unit: Unit): void {
  const known = byName.get(name) ?? []
  if (!known.includes(unit)) byName.set(name, [...known, unit])
}

for (const unit of units) {
  for (const name of [unit.one, unit.many, unit.chinese, ...unit.otherNames]) {
    call(name, unit)
    // "Mb" is said by nobody in lower case: that is a megabyte.
    if (!/^[KMG]b$|^B$/.test(name)) call(name.toLowerCase(), unit)
  }
}

/**
 * The units that are called so, in English or Chinese, short or long: several where a name says too little (an ounce is
 * of weight or of volume). None where nobody calls one so.
 */
export function findUnits(name: string): readonly Unit[] {
  const plain = name
    .normalize('NFC')
    .replaceAll('²', '2')
    .replaceAll('³', '3')
    .replaceAll(/[º˚]/g, '°')
    .replaceAll('℃', '°C')
    .replaceAll('℉', '°F')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^(?:the|an?) (?=.)/i, '')
    .replace(/(?<=\p{L}{2})\.$/u, '')
  const lower = plain.toLowerCase()
  const forms = [plain, lower, lower.replace(/s$/, ''), lower.replace(/^个/, ''), powered(lower)]
  for (const form of forms) {
    const found = byName.get(form)
    if (found) return found
  }
  return []
}

/** "feet squared", "sq. ft", "cubic m": as that unit of area or volume is called in full. */
function powered(name: string): string {
  const power = /^(?:(sq|cu)[a-z]*\.? (.+)|(.+) (sq|cu)(?:uared|bed))$/.exec(name)
  const [, before, after, root, last] = power ?? []
  const length = byName.get(after ?? root ?? '')?.find(({ dimension }) => dimension === 'length')
  return length ? `${(before ?? last) === 'sq' ? 'square' : 'cubic'} ${length.many}` : name
}
