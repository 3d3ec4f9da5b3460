import { memo } from 'react'
import { useDocumentsText } from '../../../ui/i18n/documents.ts'
import { type Mark, withMarks } from './marks.ts'
import type { Section, SectionPart } from './sections.ts'

interface SectionTextProps {
  readonly text: string
  readonly section: Section
  /** Those that lie in it. */
  readonly marks: readonly Mark[]
}

/** One section of a document as elements: its text is what it is, never markup. */
export const SectionText = memo(function SectionText({ text, section, marks }: SectionTextProps) {
  const words = useDocumentsText()
  const groups = groupsOf(section.parts)
  return groups.map(group => (
    <Group key={group[0]?.start} text={text} group={group} tableName={words.table} marks={marks} />
  ))
})

interface GroupProps {
  readonly text: string
  /** Items of a list, or one part of another kind. */
  readonly group: readonly SectionPart[]
  readonly tableName: string
  readonly marks: readonly Mark[]
}

function Group({ text, group, tableName, marks }: GroupProps) {
  const [first] = group
  if (!first) return null
  const words = <Words text={text} part={first} marks={marks} />
  switch (first.kind) {
    case 'heading': {
      // Under the title of the dialog, which is the second.
      const Heading = `h${Math.min(6, 2 + (first.level ?? 1))}` as 'h3'
      return <Heading data-level={first.level ?? 1}>{words}</Heading>
    }
    case 'list-item':
      return (
        <ul>
          {group.map(part => (
            <li key={part.start}>
              <Words text={text} part={part} marks={marks} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return (
        <section
          className="document-table"
          aria-label={tableName}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be within reach of the keys.
          tabIndex={0}
        >
          <table>
            <tbody>
              {rowsOf(text, first).map(cells => (
                <tr key={cells[0]?.start}>
                  {cells.map(cell => (
                    <td key={cell.start} dir="auto">
                      <Words text={text} part={cell} marks={marks} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
        <pre tabIndex={0}>
          <code>{words}</code>
        </pre>
      )
    case 'paragraph':
      return <p>{words}</p>
  }
}

/** Items of a list that follow one another are one list. */
function groupsOf(parts: readonly SectionPart[]): readonly SectionPart[][] {
  const groups: SectionPart[][] = []
  for (const part of parts) {
    const last = groups.at(-1)
    if (part.kind === 'list-item' && last?.[0]?.kind === 'list-item') last.push(part)
    else groups.push([part])
  }
  return groups
}

/** The lines of a table, each with its cells; all of them with their places in the text. */
function rowsOf(text: string, part: SectionPart): readonly SectionPart[][] {
  return pieces(text, part, '\n').map(row => pieces(text, row, '\t'))
}

function pieces(text: string, { start, end, ...shape }: SectionPart, by: string): SectionPart[] {
  const found: SectionPart[] = []
  let at = start
  for (const piece of text.slice(start, end).split(by)) {
    found.push({ ...shape, start: at, end: at + piece.length })
    at += piece.length + by.length
  }
  // A part that was cut between two rows ends with a line break.
  const last = found.at(-1)
  return by === '\n' && last && last.start === last.end ? found.slice(0, -1) : found
}

interface WordsProps {
  readonly text: string
  readonly part: SectionPart
  readonly marks: readonly Mark[]
}

function Words({ text, part, marks }: WordsProps) {
  return withMarks(part, marks).map(({ start, end, mark }) =>
    mark ? (
      <mark key={start} data-mark={mark}>
        {text.slice(start, end)}
      </mark>
    ) : (
      text.slice(start, end)
    ),
  )
}
