/** A language that a text can be translated from or into. */
export interface Language {
  /** Two letters, as in ModelCard.languages. */
  readonly code: string
  /** As a model is told it. */
  readonly inEnglish: string
  /** The same sentence in each: an example shows a model what it is to do better than words. */
  readonly example: string
}

/** English and Chinese first, then by name. */
export const languages: readonly Language[] = [
  { code: 'en', inEnglish: 'English', example: 'The weather is very nice today.' },
  { code: 'zh', inEnglish: 'Chinese', example: '今天天气很好。' },
  { code: 'ar', inEnglish: 'Arabic', example: 'الطقس جميل جدا اليوم.' },
  { code: 'fr', inEnglish: 'French', example: 'Il fait très beau aujourd’hui.' },
  { code: 'de', inEnglish: 'German', example: 'Das Wetter ist heute sehr schön.' },
  { code: 'hi', inEnglish: 'Hindi', example: 'आज मौसम बहुत अच्छा है।' },
  { code: 'it', inEnglish: 'Italian', example: 'Oggi il tempo è molto bello.' },
  { code: 'ja', inEnglish: 'Japanese', example: '今日はとてもいい天気です。' },
  { code: 'ko', inEnglish: 'Korean', example: '오늘은 날씨가 매우 좋습니다.' },
  { code: 'pt', inEnglish: 'Portuguese', example: 'O tempo está muito bom hoje.' },
  { code: 'ru', inEnglish: 'Russian', example: 'Сегодня очень хорошая погода.' },
  { code: 'es', inEnglish: 'Spanish', example: 'Hoy hace muy buen tiempo.' },
  { code: 'th', inEnglish: 'Thai', example: 'วันนี้อากาศดีมาก' },
]

/** The language of a code, a region behind it or not. */
export function languageOf(code: string): Language | undefined {
  const [primary = ''] = code.toLowerCase().split(/[-_]/)
  return languages.find(language => language.code === primary)
}

/** Whether it is written without blanks between words and sentences. */
export function isWrittenSolid(code: string): boolean {
  return code === 'zh' || code === 'ja' || code === 'th'
}

/** How it is written: for the `dir` of what shows it. */
export function directionOf(code: string): 'ltr' | 'rtl' {
  return code === 'ar' ? 'rtl' : 'ltr'
}
