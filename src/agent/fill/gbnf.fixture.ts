type Tokens = { readonly all: readonly string[]; at: number }

/** Everything that a GBNF grammar without loops can write, from a rule on. Knows literals, names, groups, "|" and "?". */
export function sentencesOf(grammar: string, rule = 'root'): ReadonlySet<string> {
  const rules = new Map(
    grammar.split('\n').map((line): [string, string] => {
      const at = line.indexOf(' ::= ')
      return [line.slice(0, at), line.slice(at + 5)]
    }),
  )
  const known = new Map<string, ReadonlySet<string>>()

  function named(name: string): ReadonlySet<string> {
    const before = known.get(name)
    if (before) return before
    const text = rules.get(name)
    if (text === undefined) throw new Error(`no rule ${name}`)
    const all = text.match(/"(?:[^"\\]|\\.)*"|[a-z][a-z0-9-]*|[()|?]/g) ?? []
    if (all.join('').length !== text.replace(/("(?:[^"\\]|\\.)*")|\s/g, '$1').length) {
      throw new Error(`not understood: ${text}`)
    }
    const made = alternatives({ all, at: 0 })
    known.set(name, made)
    return made
  }
  function alternatives(tokens: Tokens): Set<string> {
    const made = sequence(tokens)
    while (tokens.all[tokens.at] === '|') {
      tokens.at += 1
      for (const text of sequence(tokens)) made.add(text)
    }
    return made
  }
  function sequence(tokens: Tokens): Set<string> {
    let made = new Set([''])
    for (;;) {
      const token = tokens.all[tokens.at]
      if (token === undefined || token === '|' || token === ')') return made
      tokens.at += 1
      let next: ReadonlySet<string>
      if (token === '(') {
        next = alternatives(tokens)
        tokens.at += 1
      } else next = token.startsWith('"') ? new Set([JSON.parse(token)]) : named(token)
      if (tokens.all[tokens.at] === '?') {
        tokens.at += 1
        next = new Set([...next, ''])
      }
      made = new Set([...made].flatMap(head => [...next].map(tail => head + tail)))
    }
  }
  return named(rule)
}
