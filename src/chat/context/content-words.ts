/** Words that say little of what a text is about. */
const plainWords = new Set(
  'the a an and or but of to in on at for with is are was were be been being it its this that these those i you he she we they them their his her as by from not no do does did have has had will would can could may might must shall should so if then than there here what which who whom whose when where why how me my your our us also into over under about after before between during through up down out off only just more most much many some any each all both such own same too very s t'.split(
    ' ',
  ),
)
/** The same in Chinese, as its dictionary cuts them. */
const plainChinese = new Set(
  '的 了 和 是 在 我 有 他 她 它 这 那 也 就 都 而 及 与 或 一个 一 不 人 们 我们 他们 她们 你 你们 着 把 被 让 使 对 从 到 由 以 于 为 因为 所以 但 但是 如果 这个 那个 这些 那些 其 之 会 要 可以 能 没有 没 很 还 又 再 上 下 中 里 个 种 等 并 并且 将 已 已经 什么 怎么 自己 向 年 月 日'.split(
    ' ',
  ),
)

const han = /\p{Script=Han}/u
/** Runs of a script that writes without blanks, and words of all others. */
const runs =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)?/gu
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The words that say what a text is about, folded so that "Ships" and "ship" are one. In order; some come twice. */
export function contentWords(text: string): string[] {
  const words: string[] = []
  for (const [run, dense] of text.matchAll(runs)) {
    if (dense === undefined) {
      const word = run.toLowerCase().replace(/['’].*$/u, '')
      if (!plainWords.has(word)) words.push(stem(word))
      continue
    }
    for (const { segment } of segmenter.segment(dense)) {
      if (!plainChinese.has(segment)) words.push(segment)
    }
  }
  return words
}

/** Whether a word says little of what a text is about; in lower case. */
export function isPlainWord(word: string): boolean {
  return plainWords.has(word) || plainChinese.has(word)
}

/** The beginning that the forms of an English word share: crude, and the same for the text and what is held against it. */
export function stem(word: string): string {
  if (word.length < 4 || han.test(word)) return word
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(ss|us|is)$/, '$1\u0000')
    .replace(/(?<=(?:[sx]|[cs]h))es$/, '')
    .replace(/s$/, '')
    .replace('\u0000', '')
  const bare = singular.length > 5 ? singular.replace(/(?:ing|ed|ly)$/, '') : singular
  return bare.length > 4 ? bare.replace(/(.)\1$/, '$1').replace(/e$/, '') : bare
}
