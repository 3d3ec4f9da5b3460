import type { Tool } from '../../abilities/tool.ts'
import { useAgentText } from '../../ui/i18n/agent.ts'
import { useText } from '../../ui/i18n/text.ts'
import type { Step } from '../step.ts'
import { Effects } from './Effects.tsx'
import { labelOf } from './fields.ts'

interface StepDetailsProps {
  readonly id: string
  readonly step: Step
  readonly tool: Tool | undefined
}

/** What a step was called with, what came of it, and what it does. */
export function StepDetails({ id, step, tool }: StepDetailsProps) {
  const words = useAgentText()
  const { language } = useText().formats
  const { args, result, isCut, isForeign, words: request, fault } = step
  const given = Object.entries(args)
  return (
    <div id={id} className="step-details">
      <dl>
        <dt>{words.arguments}</dt>
        <dd>
          {given.length === 0 ? (
            words.noArguments
          ) : (
            <dl className="step-arguments">
              {given.map(([name, value]) => (
                <div key={name}>
                  <dt>{labelOf(tool, name, language)}</dt>
                  <dd dir="auto">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
                </div>
              ))}
            </dl>
          )}
        </dd>
        {result !== undefined && (
          <>
            <dt>{words.result}</dt>
            <dd>
              {isForeign && <p className="step-foreign">{words.foreign}</p>}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
              <pre className="step-result" dir="auto" tabIndex={0}>
                {typeof result === 'string' ? result : JSON.stringify(result, null, 2)}
              </pre>
              {isCut && <p>{words.cut}</p>}
            </dd>
          </>
        )}
        {request.trim() !== '' && (
          <>
            <dt>{words.words}</dt>
            <dd dir="auto">{request}</dd>
          </>
        )}
      </dl>
      <Effects step={step} args={args} />
      {fault?.detail !== undefined && <p className="step-fault-detail">{fault.detail}</p>}
    </div>
  )
}
