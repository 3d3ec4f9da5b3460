import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { modelHosts, parseModelHost } from '../models/download/hosts.ts'
import { Choice } from '../ui/Choice.tsx'
import { useText } from '../ui/i18n/text.ts'
import type { Settings } from './settings.ts'

const other = 'other'

/** Where models are downloaded from: one of the hosts that people know, or another by its address. */
export function ModelHost({ settings }: { readonly settings: Settings }) {
  const text = useText()
  const host = useStore(settings.store, state => state.modelHost)
  const isKnown = modelHosts.some(known => known === host)
  const [isOther, setOther] = useState(!isKnown)
  return (
    <div className="model-host">
      <Choice
        label={text.modelHost}
        hint={text.modelHostHint}
        value={isOther ? other : host}
        options={[
          ...modelHosts.map(known => [known, new URL(known).host] as const),
          [other, text.otherHost] as const,
        ]}
        onChange={value => {
          setOther(value === other)
          if (value !== other) settings.set({ modelHost: value })
        }}
      />
      {isOther && <OwnHost initial={isKnown ? '' : host} settings={settings} />}
    </div>
  )
}

interface OwnHostProps {
  readonly initial: string
  readonly settings: Settings
}

/** Takes effect as soon as it is an address. */
function OwnHost({ initial, settings }: OwnHostProps) {
  const text = useText()
  const id = useId()
  const [address, setAddress] = useState(initial)
  const [isLeft, setLeft] = useState(false)
  const isWrong = isLeft && address.trim() !== '' && parseModelHost(address.trim()) === undefined
  return (
    <div className="labelled-field">
      <label htmlFor={id}>{text.hostAddress}</label>
      <input
        id={id}
        className="field"
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://"
        value={address}
        aria-invalid={isWrong}
        aria-describedby={`${id}-hint`}
        onBlur={() => setLeft(true)}
        onChange={event => {
          setAddress(event.target.value)
          const host = parseModelHost(event.target.value.trim())
          if (host !== undefined) settings.set({ modelHost: host })
        }}
      />
      <p id={`${id}-hint`} className={isWrong ? 'field-error' : 'hint'} aria-live="polite">
        {isWrong ? text.notAHost : text.hostAddressHint}
      </p>
    </div>
  )
}
