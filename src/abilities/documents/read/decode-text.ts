import { refuse } from './refuse.ts'

/** A text and the encoding that it was read by, as TextDecoder names it. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
}

/** Encodings that are guessed at when a file says nothing of its own and is no UTF-8. */
const guesses = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'windows-1252'] as const

/** So much of a file is looked at to find its encoding. */
const sampleBytes = 256 * 1024

/** How plausible a text must look, from 0 to 1, before Hermit shows it as one. */
const leastScore = 0.55

/**
 * Bytes as text: by the byte order mark, else by what the file itself declares, else as strict UTF-8, else by the
 * encoding that makes the most plausible text. Throws FaultError: 'document-unknown' where it is no text at all,
 * 'document-encoding' where no encoding makes sense of it.
 * @param declared A label that the file carries, e.g. of an HTML page's <meta charset>.
 */
export function decodeText(bytes: Uint8Array, declared?: string): Decoded {
  const marked = byMark(bytes)
  if (marked) return read(bytes, marked)
  const wide = withoutMark(bytes)
  if (wide) return read(bytes, wide)
  // Not a letter of any encoding but the wide ones.
  if (bytes.subarray(0, sampleBytes).includes(0)) throw refuse('document-unknown', undefined, 'zero bytes')
  for (const label of declared === undefined ? ['utf-8'] : [declared, 'utf-8']) {
    const text = strict(bytes, label)
    if (text !== undefined && !isBinary(text)) return { text, encoding: label.toLowerCase() }
  }
  const sample = wholeLines(bytes)
  const scored = guesses
    .map(encoding => ({ encoding, score: scoreOf(strict(sample, encoding), encoding) }))
    .sort((a, b) => b.score - a.score)
  for (const { encoding, score } of scored) {
    if (score < leastScore) break
    const text = strict(bytes, encoding)
    if (text !== undefined) return { text, encoding }
    // One bad byte far down in a long file is no reason to refuse the rest.
    if (score > 0.8) return { text: new TextDecoder(encoding).decode(bytes), encoding }
  }
  if (isBinary(strict(sample, 'windows-1252') ?? '')) throw refuse('document-unknown', undefined, 'no text')
  throw refuse('document-encoding')
}

function byMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark: every other byte of its spaces, digits and line ends is zero, and always the same one. */
function withoutMark(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = Math.max(4, sample.length / 50)
  const label = odd >= many && even === 0 ? 'utf-16le' : even >= many && odd === 0 ? 'utf-16be' : undefined
  return label !== undefined && !isBinary(strict(sample.subarray(0, sample.length & ~1), label) ?? '\0')
    ? label
    : undefined
}

/** A text that says its encoding is shown even where a byte of it is wrong. */
function read(bytes: Uint8Array, encoding: string): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding }
}

/** Undefined for bytes that are not of this encoding, and for an encoding that is not known. */
function strict(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** More than a stray control character in a thousand. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, sampleBytes)
  let controls = 0
  for (let at = 0; at < sample.length; at++) {
    const unit = sample.charCodeAt(at)
    if ((unit < 32 && !(unit >= 9 && unit <= 13) && unit !== 27 && unit !== 26) || unit === 0x7f)
      controls += 1
  }
  return controls > sample.length / 1000
}

/** The beginning up to a line end, which is never half of a letter. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sampleBytes) return bytes
  const end = bytes.subarray(0, sampleBytes).lastIndexOf(10)
  return bytes.subarray(0, end > 0 ? end : sampleBytes)
}

/** The letters that make up about half of any Chinese text, simplified and traditional, and words of no other encoding. */
const frequentHan = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运這個們來為國說時會對於著過發後裡種經學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話給門東聲員處義幾認條氣題爾別變總電數報結務場計許統區隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運曰子谓仁孔吾乎矣焉',
)
const kana = /[\u3041-\u30fa\uff66-\uff9f]/
const hangul = /[\uac00-\ud7a3]/
const han = /[\u4e00-\u9fff]/
const westernLetters = /[À-ÖØ-öø-ÿŒœŠšŽžŸ]/
/** What western texts have beside letters: quotes, dashes, signs. */
const westernSigns = /[€‚„…‘’“”•–—™ ¡£§©«®°²³´·¹»¼½¾¿]/

/** How much of what is not ASCII looks as it should, from 0 to 1. */
function scoreOf(text: string | undefined, encoding: (typeof guesses)[number]): number {
  if (text === undefined || isBinary(text)) return 0
  const others = Array.from(text).filter(letter => letter > '\u007f')
  if (others.length === 0) return 0
  if (encoding === 'windows-1252') return westernScore(text, others)
  const share = (test: (letter: string) => boolean) => others.filter(test).length / others.length
  const known = share(
    letter =>
      han.test(letter) ||
      kana.test(letter) ||
      hangul.test(letter) ||
      /[\u3000-\u303f\uff00-\uff5e“”‘’—…·]/.test(letter),
  )
  if (encoding === 'euc-kr') return known * (share(letter => hangul.test(letter)) > 0.5 ? 0.95 : 0)
  // Some kana is in every Japanese sentence; the frequent letters are every third in Chinese, and by chance every tenth.
  if (encoding === 'shift_jis') {
    const whole = share(letter => /[\u3041-\u30fa]/.test(letter))
    return known * (whole > 0.15 ? 0.95 : 0.3)
  }
  const hanCount = others.filter(letter => han.test(letter)).length
  if (hanCount === 0) return 0
  const frequent = others.filter(letter => frequentHan.has(letter)).length / hanCount
  // Kana in a Chinese text are by chance.
  return known * Math.min(1, 0.35 + frequent * 2) * (1 - share(letter => kana.test(letter)))
}

/** Western letters stand alone among ASCII; those of a wide encoding come in rows. */
function westernScore(text: string, others: readonly string[]): number {
  const good = others.filter(letter => westernLetters.test(letter) || westernSigns.test(letter)).length
  const rows = [...text.matchAll(/[\u0080-\uffff]{3,}/g)].reduce((sum, [row]) => sum + row.length, 0)
  const wrongCase = [...text.matchAll(/[a-zß-ÿ][À-ÖØ-Þ]/g)].length
  return Math.max(0, (good - rows - wrongCase) / others.length)
}
