/**
 * Words of which each request for a tool has at least one. The classifier weighs all words of a sentence, and takes some for
 * a request that has nothing of what the tool does: a reminder that is spoken of is none to be cancelled. Tools that can be
 * asked for in any words have no row.
 */
const needed: ReadonlyMap<string, RegExp> = new Map([
  [
    'calculate',
    /[\p{N}%]|[零一二两三四五六七八九十百千万亿半]|算|加|减|乘|除|平方|calculat|comput|arithmetic|maths?\b|plus|minus|times|divid|multipl|\bsums?\b|square|root|percent|half|double|triple|quarter|third|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|\p{L}+ty|dozen|hundred|thousand|million)\b/iu,
  ],
  [
    'translate_text',
    /tran[a-z]*l|\b(?:say|make|speak|said|put|mean|word|called|write|version|render|convert|into|in|to|for|of)\b|翻|译|怎么|如何|什么|咋|[语文话](?!言)|版|说法/iu,
  ],
  [
    'cancel_reminder',
    // English is mistyped in too many ways.
    /\p{Script=Latin}{3}|取消|删|不要|不用|不必|不需要|无需|别|停|关|去掉|撤|清|结束|免|移|消|作废/u,
  ],
])

/** "Story one, 1": a number alone asks for nothing. */
const isNumberAlone = /^[\p{N}\p{P}\s]+$/u
const isSum = /\p{N}\s*[%!*/^+\-–()]/u

/** Whether a piece of a request has what a request for this tool always has. */
export function hasEvidence(tool: string, piece: string): boolean {
  if (isNumberAlone.test(piece) && !isSum.test(piece)) return false
  return needed.get(tool)?.test(piece) ?? true
}
