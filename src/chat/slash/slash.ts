/** What a thing in the "/" menu can do to the message being written. */
export interface SlashComposer {
  /** Puts a text in the place of "/name" and goes to the first `{{place}}` in it; '' only takes "/name" away. */
  insert(text: string): void
}

/** One thing that "/" can do: a saved prompt, or something that an ability of Hermit offers. */
export interface SlashItem {
  readonly id: string
  /** What is typed after "/"; empty for what is always offered at the end of the list. */
  readonly name: string
  readonly title: string
  /** A few words more; may be empty. */
  readonly hint: string
  run(composer: SlashComposer): void
}

/** "/name" being typed: where it begins in the text, and the name so far. */
export interface SlashQuery {
  readonly start: number
  readonly query: string
}

/**
 * The "/name" that the cursor stands in or behind: at the very beginning of a text, or after a blank line. Chinese input
 * methods write the key as "、" or "／".
 */
export function slashAt(text: string, caret: number): SlashQuery | undefined {
  const found = /(?:^|\n[^\S\n]*\n)[/／、](\S*)$/u.exec(text.slice(0, caret))
  const query = found?.[1]
  return query === undefined ? undefined : { start: Math.min(caret, text.length) - query.length - 1, query }
}

/**
 * The items for what was typed, those whose name begins with it first; none where nothing goes by that name. Items
 * without a name come last, with any others.
 */
export function matchingItems(items: readonly SlashItem[], query: string): readonly SlashItem[] {
  const wanted = query.toLocaleLowerCase()
  const named = items.filter(({ name }) => name !== '')
  const begins = named.filter(({ name }) => name.toLocaleLowerCase().startsWith(wanted))
  const contains = named.filter(
    item =>
      !begins.includes(item) &&
      (item.name.toLocaleLowerCase().includes(wanted) || item.title.toLocaleLowerCase().includes(wanted)),
  )
  const found = [...begins, ...contains]
  return found.length === 0 && query !== '' ? [] : [...found, ...items.filter(({ name }) => name === '')]
}

/** Where a place to be filled in stands in a text. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** The first `{{place}}` at or behind a position. */
export function placeAfter(text: string, from: number): Place | undefined {
  return placesIn(text).find(({ start }) => start >= from)
}

/** The last `{{place}}` that ends at or before a position. */
export function placeBefore(text: string, to: number): Place | undefined {
  return placesIn(text).findLast(({ end }) => end <= to)
}

function placesIn(text: string): readonly Place[] {
  return [...text.matchAll(/\{\{[^{}\n]{1,80}\}\}/gu)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }))
}
