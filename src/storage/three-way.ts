/*
 * Three-way merging of plain values: `base` is how both sides knew a thing, `mine` and `theirs` are what became of it.
 * What one side alone has changed is taken from that side. Pure.
 */

/** Whether two plain values are the same; the order of fields does not matter, undefined fields do not count. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((one, index) => isSame(one, b[index]))
    )
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every(key => isSame(Reflect.get(a, key), Reflect.get(b, key)))
}

/** What one value becomes. @param both Decides where both sides have changed it, each in its own way. */
export function mergeValue<Value>(
  base: Value,
  mine: Value,
  theirs: Value,
  both: (mine: Value, theirs: Value) => Value,
): Value {
  if (isSame(mine, base)) return theirs
  return isSame(theirs, base) || isSame(mine, theirs) ? mine : both(mine, theirs)
}

/** Decides about a field that both sides have changed; undefined takes the field away. */
export type FieldChoice = (mine: unknown, theirs: unknown, key: string) => unknown

/** The same for an object, field by field. A field that is not there is undefined. */
export function mergeFields(
  base: object,
  mine: object,
  theirs: object,
  both: FieldChoice,
): Record<string, unknown> {
  const merged: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const [was, here, there] = [own(base, key), own(mine, key), own(theirs, key)]
    const value = mergeValue(was, here, there, () => both(here, there, key))
    // A plain assignment to `__proto__` would set the prototype.
    if (value !== undefined) {
      Object.defineProperty(merged, key, { value, enumerable: true, writable: true, configurable: true })
    }
  }
  return merged
}

interface Item {
  readonly id: string
}

/** How a list of items with ids is merged. */
export interface ItemRules<One extends Item> {
  /** One that both sides have. */
  readonly merge: (base: One | undefined, mine: One, theirs: One) => One
  /** Which of two that have no order yet comes first. */
  readonly isBefore: (a: One, b: One) => boolean
}

/** The same for a list: what one side has added or removed is added or removed; what the other has changed stays. */
export function mergeItems<One extends Item>(
  base: readonly One[],
  mine: readonly One[],
  theirs: readonly One[],
  rules: ItemRules<One>,
): One[] {
  const known = byId(base)
  const [here, there] = [byId(mine), byId(theirs)]
  const stays = (one: One, others: ReadonlyMap<string, One>) =>
    others.has(one.id) || !known.has(one.id) || !isSame(known.get(one.id), one)
  const order = mergeOrder(
    mine.filter(one => stays(one, there)),
    theirs.filter(one => stays(one, here)),
    rules.isBefore,
  )
  return order.map(one => {
    const [a, b] = [here.get(one.id), there.get(one.id)]
    return a && b ? rules.merge(known.get(one.id), a, b) : one
  })
}

/** All items of two lists once: each list's order is kept, and where neither says, `isBefore` does. */
export function mergeOrder<One extends Item>(
  a: readonly One[],
  b: readonly One[],
  isBefore: (a: One, b: One) => boolean,
): One[] {
  const [inA, inB] = [new Set(a.map(({ id }) => id)), new Set(b.map(({ id }) => id))]
  const done = new Set<string>()
  const merged: One[] = []
  let [atA, atB] = [0, 0]
  for (;;) {
    while (done.has(a[atA]?.id ?? '')) atA++
    while (done.has(b[atB]?.id ?? '')) atB++
    const [nextA, nextB] = [a[atA], b[atB]]
    const next = nextA && nextB ? earlier(nextA, nextB) : (nextA ?? nextB)
    if (!next) return merged
    done.add(next.id)
    merged.push(next)
  }

  function earlier(nextA: One, nextB: One): One {
    // One that the other list has further down waits for what stands before it there.
    const [isLaterInB, isLaterInA] = [inB.has(nextA.id), inA.has(nextB.id)]
    if (isLaterInB !== isLaterInA) return isLaterInB ? nextB : nextA
    return nextA.id === nextB.id || isBefore(nextA, nextB) ? nextA : nextB
  }
}

/** Items by their ids. */
export function byId<One extends Item>(items: readonly One[]): Map<string, One> {
  return new Map(items.map(item => [item.id, item]))
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}
