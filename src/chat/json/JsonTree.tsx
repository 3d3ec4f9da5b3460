import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { usePresetsText } from '../../ui/i18n/presets-dialogs.ts'
import { isObject } from './schema.ts'

/** Longer texts are cut at first, in characters. */
const longestText = 300
/** So many entries are shown at a time. */
const pageEntries = 50
/** What lies deeper is closed at first. */
const openDepth = 3

interface JsonTreeProps {
  readonly value: unknown
  /** The key or the place that it has in what holds it. */
  readonly name?: string | undefined
  readonly depth?: number
}

/** A JSON value; objects and lists can be folded, by their own disclosure. */
export function JsonTree({ value, name, depth = 0 }: JsonTreeProps) {
  const words = usePresetsText()
  const key = name !== undefined && (
    <span className="json-key">
      <bdi>{name}</bdi>
      {': '}
    </span>
  )
  const isList = Array.isArray(value)
  if (!isList && !isObject(value)) {
    return (
      <p className="json-leaf">
        {key}
        <Leaf value={value} />
      </p>
    )
  }
  const entries: readonly (readonly [string, unknown])[] = isList
    ? value.map((item, index) => [String(index + 1), item])
    : Object.entries(value)
  const size = isList ? words.jsonItems(entries.length) : words.jsonFields(entries.length)
  return (
    <details className="json-branch" open={depth < openDepth}>
      <summary>
        {key}
        <span className="json-size">{isList ? `[ ${size} ]` : `{ ${size} }`}</span>
      </summary>
      <Entries entries={entries} depth={depth + 1} />
    </details>
  )
}

interface EntriesProps {
  readonly entries: readonly (readonly [string, unknown])[]
  readonly depth: number
}

function Entries({ entries, depth }: EntriesProps) {
  const words = usePresetsText()
  const [shown, setShown] = useState(pageEntries)
  const left = entries.length - shown
  return (
    <ul>
      {entries.slice(0, shown).map(([name, value]) => (
        <li key={name}>
          <JsonTree name={name} value={value} depth={depth} />
        </li>
      ))}
      {left > 0 && (
        <li>
          <Button kind="text" onClick={() => setShown(shown + pageEntries)}>
            {words.jsonMore(Math.min(left, pageEntries))}
          </Button>
        </li>
      )}
    </ul>
  )
}

/** A value that holds no others; its kind is told by a word, not by colour. */
function Leaf({ value }: { readonly value: unknown }): ReactNode {
  const words = usePresetsText()
  const [isWhole, setWhole] = useState(false)
  if (typeof value === 'string') {
    const isCut = !isWhole && value.length > longestText
    return (
      <>
        <bdi className="json-string" dir="auto">
          “{isCut ? `${value.slice(0, longestText)}…` : value}”
        </bdi>
        {isCut && (
          <Button kind="text" onClick={() => setWhole(true)}>
            {words.jsonShowAll(value.length)}
          </Button>
        )}
      </>
    )
  }
  const kind = value === null ? 'null' : typeof value === 'boolean' ? 'boolean' : 'number'
  return (
    <>
      <code className="json-value">{String(value)}</code>{' '}
      <span className="json-type">{words.jsonTypes[kind]}</span>
    </>
  )
}
