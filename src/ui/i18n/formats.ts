/** Numbers as a language writes them. Made once per language: building an Intl formatter is slow. */
export interface Formats {
  /** The language that is written. */
  readonly language: 'en' | 'zh-CN'
  integer(value: number): string
  /** One decimal. */
  decimal(value: number): string
  /** A fraction as whole per cent, rounded down: nothing is 100% before it is done. */
  percent(fraction: number): string
  /** Decimal units: "98.4 MB"; "12 kB" where that would be none. */
  bytes(bytes: number): string
  /** Binary units, as memory is sold: 8 GiB are "8.0 GB". */
  memory(bytes: number): string
  /** A day, from milliseconds since the epoch: "22 November 2026". */
  date(at: number): string
  /** A language's own name for a language code. */
  languageName(code: string): string
}

/** Builds the formats of a locale. */
export function createFormats(locale: 'en' | 'zh-CN'): Formats {
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  // English is British here, as the words are.
  const date = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long' })
  return {
    language: locale,
    integer: value => integer.format(value),
    decimal: value => decimal.format(value),
    percent: fraction => percent.format(Math.floor(Math.min(1, Math.max(0, fraction)) * 100 + 1e-9) / 100),
    bytes(bytes) {
      if (bytes >= 1e9) return `${decimal.format(bytes / 1e9)} GB`
      return bytes >= 1e5 ? `${decimal.format(bytes / 1e6)} MB` : `${integer.format(bytes / 1000)} kB`
    },
    memory: bytes =>
      bytes >= 2 ** 30 ? `${decimal.format(bytes / 2 ** 30)} GB` : `${integer.format(bytes / 2 ** 20)} MB`,
    date: at => date.format(at),
    languageName: code => names.of(code) ?? code,
  }
}

/** Whether a moment, in milliseconds since the epoch, is of this day. */
export function isToday(at: number): boolean {
  return new Date(at).toDateString() === new Date().toDateString()
}

/** The numbers of a fault, by name; a sentence that lacks one of them says what it can. */
export type FaultNumbers = Readonly<Record<string, number>>
