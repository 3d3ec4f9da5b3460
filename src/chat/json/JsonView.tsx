import { useEffect, useMemo, useState } from 'react'
import { Choice } from '../../ui/Choice.tsx'
import { type PresetsDialogsText, usePresetsText } from '../../ui/i18n/presets-dialogs.ts'
import type { AnswerCheck } from './check-answer.ts'
import { checkAside } from './checking.ts'
import { JsonTree } from './JsonTree.tsx'
import './json.css'

/** A longer text is not made into a tree, in characters: only an import can bring one. */
const longestTree = 500_000

interface JsonViewProps {
  readonly schema: string
  readonly answer: string
  /** It ended before it was complete. */
  readonly isCut: boolean
}

/** A finished answer: whether it is what the schema asks for, and what is in it. */
export function JsonView({ schema, answer, isCut }: JsonViewProps) {
  const words = usePresetsText()
  const [view, setView] = useState<'tree' | 'text'>('tree')
  const check = useCheck(schema, answer)
  const data = useMemo(() => parseAnswer(answer), [answer])
  return (
    <div className="json-answer">
      {data && (
        <Choice
          label={words.jsonView}
          isCompact
          value={view}
          options={[
            ['tree', words.jsonAsTree],
            ['text', words.jsonAsText],
          ]}
          onChange={setView}
        />
      )}
      {data && view === 'tree' ? (
        <section aria-label={words.jsonTree} dir="ltr">
          <JsonTree value={data.value} />
        </section>
      ) : (
        <pre className="json-text" dir="ltr">
          {answer}
        </pre>
      )}
      {/* Its room is kept while the check runs: nothing jumps when it ends. */}
      <div className="json-check">{check && <CheckResult check={check} isCut={isCut} words={words} />}</div>
    </div>
  )
}

interface CheckResultProps {
  readonly check: AnswerCheck
  readonly isCut: boolean
  readonly words: PresetsDialogsText
}

function CheckResult({ check, isCut, words }: CheckResultProps) {
  switch (check.kind) {
    case 'valid':
      return <p data-tone="good">{words.jsonValid}</p>
    case 'not-json':
      return <p data-tone="bad">{isCut ? words.jsonUnfinished : words.jsonBroken}</p>
    case 'no-schema':
      return <p data-tone="bad">{words.jsonNoSchema}</p>
    case 'too-slow':
      return <p data-tone="bad">{words.jsonTooSlow}</p>
    case 'invalid':
      return (
        <>
          <p data-tone="bad">{words.jsonInvalid(check.errors.length)}</p>
          <ul>
            {check.errors.map(({ path, words: error }) => (
              <li key={`${path} ${error}`}>
                <code dir="ltr">{path === '/' ? words.jsonWhole : path}</code> <bdi lang="en">{error}</bdi>
              </li>
            ))}
          </ul>
        </>
      )
  }
}

/** What the check says; undefined while it runs. */
function useCheck(schema: string, answer: string): AnswerCheck | undefined {
  const [checked, setChecked] = useState<{ readonly of: string; readonly check: AnswerCheck }>()
  const of = `${schema}\n${answer}`
  useEffect(() => {
    let isWanted = true
    void checkAside(schema, answer).then(check => {
      if (isWanted) setChecked({ of: `${schema}\n${answer}`, check })
    })
    return () => {
      isWanted = false
    }
  }, [schema, answer])
  return checked?.of === of ? checked.check : undefined
}

/** What is in an answer; undefined where it is no JSON, or too much to be shown as a tree. */
function parseAnswer(text: string): { readonly value: unknown } | undefined {
  if (text.length > longestTree) return undefined
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
