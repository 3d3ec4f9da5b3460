import { useState } from 'react'
import { useStore } from 'zustand'
import { modelHosts, parseModelHost } from '../models/download/hosts.ts'
import { AddressField } from '../ui/AddressField.tsx'
import { Choice } from '../ui/Choice.tsx'
import { useSettingsText } from '../ui/i18n/settings.ts'
import type { Settings } from './settings.ts'

const other = 'other'

/** Where models are downloaded from: one of the hosts that people know, or another by its address. */
export function ModelHost({ settings }: { readonly settings: Settings }) {
  const text = useSettingsText()
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
  const text = useSettingsText()
  const [address, setAddress] = useState(initial)
  const [isLeft, setLeft] = useState(false)
  const isWrong = isLeft && address.trim() !== '' && parseModelHost(address.trim()) === undefined
  return (
    <AddressField
      label={text.hostAddress}
      hint={text.hostAddressHint}
      placeholder="https://"
      value={address}
      error={isWrong ? text.notAHost : undefined}
      onBlur={() => setLeft(true)}
      onChange={value => {
        setAddress(value)
        const host = parseModelHost(value.trim())
        if (host !== undefined) settings.set({ modelHost: host })
      }}
    />
  )
}
