import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Tool } from '../../abilities/tool.ts'
import { Button } from '../../ui/Button.tsx'
import { useAgentText } from '../../ui/i18n/agent.ts'
import { useText } from '../../ui/i18n/text.ts'
import type { AgentDesk } from '../desk.ts'
import { consentFor } from '../permission.ts'
import type { Step } from '../step.ts'
import { ArgumentField } from './ArgumentField.tsx'
import { Effects } from './Effects.tsx'
import { fieldsOf, type ReadFields, readFields, textsOf } from './fields.ts'

interface ConsentFormProps {
  readonly desk: AgentDesk
  readonly answerId: string
  readonly step: Step
  readonly tool: Tool
  readonly canChange: boolean
}

/** Milliseconds without a change after which a tool is asked anew what a call would do. */
const previewAfterMs = 400

/** A call that waits for the person: what it does and where it goes, what exactly it is called with, and what may become of it. */
export function ConsentForm({ desk, answerId, step, tool, canChange }: ConsentFormProps) {
  const words = useAgentText()
  const { language } = useText().formats
  const [fields] = useState(() => fieldsOf(tool, step.args, language))
  const [texts, setTexts] = useState(() => textsOf(fields, step.args))
  const [wrong, setWrong] = useState<Extract<ReadFields, { readonly wrong: string }>>()
  const formRef = useRef<HTMLFormElement>(null)
  const preview = usePreview(desk, step, tool, readFields(fields, texts, step.args))
  const consent = consentFor(tool)

  const allow = (how: 'once' | 'always') => {
    const form = formRef.current
    const read = readFields(fields, texts, step.args)
    if ('args' in read) desk.allow({ answerId, step }, read.args, how)
    else {
      setWrong(read)
      const at = fields.findIndex(({ name }) => name === read.wrong)
      form?.querySelectorAll<HTMLElement>('input, select, textarea')[at]?.focus()
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    allow('once')
  }
  return (
    <form ref={formRef} className="consent" noValidate onSubmit={submit}>
      <p className="consent-asks">{words.asks}</p>
      <Effects step={step} args={step.args} />
      {preview !== undefined && (
        <p className="consent-preview" dir="auto">
          {preview}
        </p>
      )}
      {fields.length > 0 && (
        <fieldset className="consent-fields" disabled={!canChange}>
          <legend>{words.details}</legend>
          {fields.map(field => (
            <ArgumentField
              key={field.name}
              field={field}
              text={texts[field.name] ?? ''}
              wrong={wrong?.wrong === field.name ? wrong.reason : undefined}
              words={words}
              onChange={text => {
                setTexts({ ...texts, [field.name]: text })
                setWrong(undefined)
              }}
            />
          ))}
        </fieldset>
      )}
      <div className="consent-buttons">
        <Button kind="primary" type="submit" disabled={!canChange}>
          {words.allowOnce}
        </Button>
        {consent === 'once' && (
          <Button disabled={!canChange} onClick={() => allow('always')}>
            {words.allowAlways}
          </Button>
        )}
        <Button disabled={!canChange} onClick={() => desk.refuse({ answerId, step }, 'once')}>
          {words.refuse}
        </Button>
        <Button kind="quiet" disabled={!canChange} onClick={() => desk.refuse({ answerId, step }, 'never')}>
          {words.never}
        </Button>
      </div>
      {consent === 'each-time' && <p className="hint">{words.eachTime}</p>}
    </form>
  )
}

/** What the tool says that the call would do with what is in the fields now; nothing while that is being found out. */
function usePreview(desk: AgentDesk, step: Step, tool: Tool, read: ReadFields): string | undefined {
  const key = 'args' in read ? JSON.stringify(read.args) : undefined
  const [first] = useState(key)
  const [shown, setShown] = useState<{ readonly key: string; readonly preview: string | undefined }>()
  useEffect(() => {
    if (key === undefined || key === first || !tool.preview) return
    let isOver = false
    const timer = setTimeout(async () => {
      const preview = await desk.preview(step, JSON.parse(key))
      if (!isOver) setShown({ key, preview })
    }, previewAfterMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [desk, step, tool, key, first])
  if (key === undefined) return undefined
  if (key === first) return step.preview
  return shown?.key === key ? shown.preview : undefined
}
