import { useAgentText } from '../../ui/i18n/agent.ts'
import type { Arguments } from '../arguments.ts'
import type { Step } from '../step.ts'

/** What a call does beyond giving an answer, and where it goes where it leaves the device. */
export function Effects({
  step: { effects, source },
  args,
}: {
  readonly step: Step
  readonly args: Arguments
}) {
  const words = useAgentText()
  const places = effects.includes('leaves-device') ? placesOf(source, args) : []
  return (
    <ul className="effects">
      {effects.length === 0 && <li>{words.noEffect}</li>}
      {effects.map(effect => (
        <li key={effect} data-effect={effect}>
          {source === undefined ? words.effects[effect] : words.effectsAt(source)[effect]}
        </li>
      ))}
      {places.map(place => (
        <li key={place}>{words.goesTo(place)}</li>
      ))}
    </ul>
  )
}

/** The app or server whose tool it is, and the hosts that its arguments name. */
function placesOf(source: string | undefined, args: Arguments): readonly string[] {
  const hosts = Object.values(args).flatMap(value => {
    const url = typeof value === 'string' && /^https?:\/\//iu.test(value) ? URL.parse(value) : null
    return url ? [url.host] : []
  })
  return [...(source === undefined ? [] : [source]), ...new Set(hosts)]
}
