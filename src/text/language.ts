/** Below so many letters a guess is worth nothing. */
const leastLetters = 3

/**
 * The language that a text is written in, as a two-letter code; undefined where it cannot be told. Scripts that belong
 * to one language decide at once; the rest is told by its letters (34 KB, loaded when it is first needed).
 */
export async function detectLanguage(text: string): Promise<string | undefined> {
  const sample = text.slice(0, 2000)
  const byScript = languageOfScript(sample)
  if (byScript !== undefined) return byScript
  if (count(sample, /\p{L}/gu) < leastLetters) return undefined
  const { detect } = await import('tinyld/light')
  return detect(sample) || undefined
}

/** The language that a script belongs to, where it makes up most of the text. */
function languageOfScript(text: string): string | undefined {
  const letters = count(text, /\p{L}/gu)
  const kana = count(text, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu)
  const han = count(text, /\p{Script=Han}/gu)
  const hangul = count(text, /\p{Script=Hangul}/gu)
  // Names and terms in Latin letters are part of many texts; a Chinese character says as much as a word of them.
  const most = letters / 3
  if (hangul > most) return 'ko'
  if (kana > 0 && kana + han > most) return 'ja'
  return han > most ? 'zh' : undefined
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0
}
