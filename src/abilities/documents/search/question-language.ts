/** The language of a question, as far as the gate of relevance tells languages apart: BCP 47. */
export function questionLanguage(question: string): 'zh' | 'en' {
  return /\p{Script=Han}/u.test(question) ? 'zh' : 'en'
}
