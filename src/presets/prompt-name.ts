/** A prompt's name as it can be typed after "/": blanks become hyphens, and what is not needed falls away. */
export function promptName(typed: string): string {
  return typed.trim().replace(/^\/+/, '').trim().replaceAll(/\s+/g, '-')
}
