import { useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import { useText } from '../../ui/i18n/text.ts'
import { RichText } from '../../ui/markdown/RichText.tsx'
import type { Harder, Sample } from './harder.ts'

interface SampleListProps {
  readonly harder: Harder
  readonly isStreaming: boolean
  readonly canChange: boolean
  readonly onUse: (index: number) => void
}

/** All samples of an answer, each with its final answer; any of them can be made the answer. */
export function SampleList({ harder, isStreaming, canChange, onUse }: SampleListProps) {
  const text = useText()
  return (
    <ol className="sample-list" aria-label={text.harderList}>
      {harder.samples.map((sample, index) => (
        <SampleItem
          // biome-ignore lint/suspicious/noArrayIndexKey: samples are only ever added at the end.
          key={index}
          sample={sample}
          number={index + 1}
          isPicked={index === harder.picked}
          isWriting={isStreaming && sample.status === 'streaming'}
          canChange={canChange}
          onUse={() => onUse(index)}
        />
      ))}
    </ol>
  )
}

interface SampleItemProps {
  readonly sample: Sample
  readonly number: number
  readonly isPicked: boolean
  readonly isWriting: boolean
  readonly canChange: boolean
  readonly onUse: () => void
}

function SampleItem({ sample, number, isPicked, isWriting, canChange, onUse }: SampleItemProps) {
  const text = useText()
  const nameId = useId()
  const { final, status, thought } = sample
  const isCut = !isWriting && status !== 'done'
  const said = final === null ? text.harderWithoutFinal : text.harderFinal(final)
  return (
    <li className="sample" data-picked={isPicked}>
      <div className="sample-head">
        <strong id={nameId}>{text.harderSample(number)}</strong>
        <span className="numbers">{isWriting ? text.writing : said}</span>
        {isCut && <span>{text.harderCut}</span>}
        {isPicked ? (
          <span className="sample-mark">{text.harderShown}</span>
        ) : (
          sample.text !== '' &&
          !isWriting && (
            <Button kind="text" aria-describedby={nameId} disabled={!canChange} onClick={onUse}>
              {text.useSample}
            </Button>
          )
        )}
      </div>
      {thought && thought.text !== '' && (
        <details className="sample-thought">
          <summary>{text.harderThought}</summary>
          <div className="message-text" dir="auto">
            {thought.text}
          </div>
        </details>
      )}
      {sample.text !== '' && <RichText text={sample.text} isWriting={isWriting} />}
    </li>
  )
}
