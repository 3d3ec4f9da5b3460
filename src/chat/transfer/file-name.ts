/** Names that Windows keeps for devices, with any ending. */
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i
/** What some system forbids in a name, and what turns the order of letters round so that an ending can be faked. */
const forbidden = /[<>:"/\\|?*\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const longest = 60
/** A name may have 255 bytes on most systems; the ending and a number come on top. */
const longestBytes = 200

/** A chat's title as a file's name without its ending, good on every system. @param fallback For a title of nothing. */
export function fileNameOf(title: string, fallback: string): string {
  const plain = title.replace(forbidden, ' ').replace(/\s+/gu, ' ').trim()
  let letters = Array.from(plain).slice(0, longest)
  while (new TextEncoder().encode(letters.join('')).length > longestBytes) letters = letters.slice(0, -1)
  // Windows drops dots and blanks at the end; a dot at the beginning hides a file elsewhere.
  const name = letters.join('').replace(/^[. ]+|[. ]+$/g, '')
  if (name === '') return fallback
  return reserved.test(name.split('.', 1)[0]?.trim() ?? '') ? `_${name}` : name
}

/** Gives each name once, also where a system takes capitals and small letters as the same. */
export function createFileNames(): (name: string, ending: string) => string {
  const taken = new Set<string>()
  return (name, ending) => {
    let unique = `${name}${ending}`
    for (let number = 2; taken.has(unique.normalize().toLowerCase()); number++) {
      unique = `${name} (${number})${ending}`
    }
    taken.add(unique.normalize().toLowerCase())
    return unique
  }
}
