/** Numbers as a language writes them. Made once per language: building an Intl formatter is slow. */
export interface Formats {
  integer(value: number): string
  /** One decimal. */
  decimal(value: number): string
  /** A fraction as whole per cent, rounded down: nothing is 100% before it is done. */
  percent(fraction: number): string
  /** Decimal units: "98.4 MB". */
  bytes(bytes: number): string
  /** A language's own name for a language code. */
  languageName(code: string): string
}

/** Builds the formats of a locale. */
export function createFormats(locale: string): Formats {
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  return {
    integer: value => integer.format(value),
    decimal: value => decimal.format(value),
    percent: fraction => percent.format(Math.floor(Math.min(1, Math.max(0, fraction)) * 100 + 1e-9) / 100),
    bytes: bytes =>
      bytes >= 1e9 ? `${decimal.format(bytes / 1e9)} GB` : `${decimal.format(bytes / 1e6)} MB`,
    languageName: code => names.of(code) ?? code,
  }
}

/** The numbers of a fault, by name; a sentence that lacks one of them says what it can. */
export type FaultNumbers = Readonly<Record<string, number>>
