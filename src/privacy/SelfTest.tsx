import { useState } from 'react'
import { useAnnounce } from '../ui/announce.tsx'
import { Button } from '../ui/Button.tsx'
import { usePrivacyText } from '../ui/i18n/privacy.ts'
import { CheckIcon, CloseIcon } from '../ui/icons.tsx'
import { allWays, tryWay, type WayOut, type WayResult } from './ways-out.ts'

type Results = Readonly<Partial<Record<WayOut, WayResult>>>

/** Tries all ways out, and shows what the browser did with each. */
export function SelfTest() {
  const words = usePrivacyText()
  const announce = useAnnounce()
  const [isRunning, setRunning] = useState(false)
  const [results, setResults] = useState<Results>()
  const run = async () => {
    setRunning(true)
    setResults({})
    const found: WayResult[] = []
    await Promise.all(
      allWays.map(async way => {
        const result = await tryWay(way)
        found.push(result)
        setResults(before => ({ ...before, [way]: result }))
      }),
    )
    setRunning(false)
    announce(conclusion(found))
  }
  const conclusion = (found: readonly WayResult[]) => {
    const open = found.filter(result => result === 'open').length
    return open === 0 ? words.allBlocked(found.length) : words.someOpen(open, found.length)
  }
  const found = Object.values(results ?? {})
  const isOver = results !== undefined && found.length === allWays.length
  const isOpen = found.includes('open')
  return (
    <>
      <p className="hint">{words.testHint}</p>
      <div className="privacy-actions">
        <Button disabled={isRunning} onClick={() => void run()}>
          {isRunning ? words.testing : results ? words.testAgain : words.test}
        </Button>
      </div>
      {results && (
        <>
          <p className="test-conclusion" data-open={isOpen ? '' : undefined}>
            {isOver ? conclusion(found) : words.testing}
            {isOver && isOpen && ` ${words.someOpenAdvice}`}
          </p>
          <ul className="ways">
            {allWays.map(way => (
              <li key={way} data-result={results[way]}>
                <span className="way-sign">
                  {results[way] === 'open' ? <CloseIcon /> : results[way] && <CheckIcon />}
                </span>
                <span>{words.ways[way]}</span>
                <span className="way-result">{results[way] ? words.results[results[way]] : '…'}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
