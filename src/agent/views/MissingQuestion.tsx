import { type FormEvent, useId, useRef, useState } from 'react'
import type { Tool } from '../../abilities/tool.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { Button } from '../../ui/Button.tsx'
import { useAgentText } from '../../ui/i18n/agent.ts'
import { useText } from '../../ui/i18n/text.ts'
import { slotOf } from '../arguments.ts'
import type { AgentDesk } from '../desk.ts'
import type { Step } from '../step.ts'
import { labelOf } from './fields.ts'

interface MissingQuestionProps {
  readonly desk: AgentDesk
  readonly answerId: string
  readonly step: Step
  readonly tool: Tool
  readonly canChange: boolean
}

/** The one short question for what a request did not say, with choices to press and a field; a message answers it too. */
export function MissingQuestion({ desk, answerId, step, tool, canChange }: MissingQuestionProps) {
  const words = useAgentText()
  const announce = useAnnounce()
  const { language } = useText().formats
  const id = useId()
  const [said, setSaid] = useState('')
  const [isOdd, setOdd] = useState(false)
  const fieldRef = useRef<HTMLInputElement>(null)
  const name = step.missing ?? ''
  const slot = slotOf(tool, name)
  const question = slot?.ask[language] ?? words.missing(labelOf(tool, name, language))

  const answer = async (text: string) => {
    if (await desk.answer({ answerId, step }, text)) return
    setOdd(true)
    announce(words.notUnderstood)
    fieldRef.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void answer(said)
  }
  return (
    <form className="missing" onSubmit={submit}>
      <p id={id} className="missing-question">
        {question}
      </p>
      {slot?.choices && (
        <div className="missing-choices">
          {slot.choices.map(choice => (
            <Button key={choice.en} disabled={!canChange} onClick={() => void answer(choice[language])}>
              {choice[language]}
            </Button>
          ))}
        </div>
      )}
      {slot?.kind !== 'choice' && (
        <div className="missing-field">
          <input
            ref={fieldRef}
            type="text"
            aria-label={words.answerField}
            aria-describedby={id}
            aria-invalid={isOdd ? true : undefined}
            value={said}
            dir="auto"
            autoComplete="off"
            disabled={!canChange}
            onChange={event => {
              setSaid(event.target.value)
              setOdd(false)
            }}
          />
          <Button kind="primary" type="submit" disabled={!canChange || said.trim() === ''}>
            {words.send}
          </Button>
        </div>
      )}
      {isOdd && <p className="argument-wrong">{words.notUnderstood}</p>}
      <Button kind="text" disabled={!canChange} onClick={() => desk.refuse({ answerId, step }, 'once')}>
        {words.refuse}
      </Button>
    </form>
  )
}
