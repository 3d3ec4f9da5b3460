/** A line that begins a chapter by its words alone: "Chapter IV", "第三回". Undefined: it does not. */
export function headingLevel(line: string): 1 | 2 | undefined {
  if (line.length > 60) return undefined
  const chinese = /^第[〇零一二三四五六七八九十百千两\d]{1,7}([卷部篇编章回幕节])(?:[\s：:　]|$)/.exec(line)
  if (chinese) return chinese[1] === '节' ? 2 : 1
  if (/^[\p{Script=Han}]{1,8}第[一二三四五六七八九十百]{1,4}$/u.test(line)) return 1
  const [, word, rest = ''] = /^(\p{L}+)\s+(.*)$/u.exec(line) ?? []
  if (word !== undefined && /^(?:chapter|book|part|volume|appendix|canto|act)$/i.test(word)) {
    // "Part I." and "Part I The Sea", not "Part I have played".
    return /^(?:\d+|[IVXLCDM]+|[A-Z]|[ivxlcdm]+(?=[.:]?$))(?:[.:]?$|[.:]?\s+[\p{Lu}\p{Lt}“"—–-])/u.test(
      rest,
    ) && !/[,;]$/.test(line)
      ? 1
      : undefined
  }
  return /^(?:序|序言|前言|引言|楔子|后记|跋|附录|目录)$/.test(line) ? 1 : undefined
}
