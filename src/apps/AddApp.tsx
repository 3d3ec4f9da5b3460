import { type FormEvent, useId, useState } from 'react'
import { AddressField } from '../ui/AddressField.tsx'
import { Button } from '../ui/Button.tsx'
import { useAppsText } from '../ui/i18n/apps.ts'
import { longestName, readAddress } from './record.ts'
import type { AppsRoom } from './room.ts'

interface AddAppProps {
  readonly room: AppsRoom
  /** It is in the list now. */
  readonly onAdded: (id: string) => void
}

/** The address and the name of a new app, and a plain word about what can be opened at all. */
export function AddApp({ room, onAdded }: AddAppProps) {
  const words = useAppsText()
  const nameId = useId()
  const titleId = useId()
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const [wasLeft, setLeft] = useState(false)
  const { host, origin } = new URL(room.home)
  const read = readAddress(address, room.home)
  const problem = 'problem' in read && wasLeft ? words.problems[read.problem] : undefined
  const appOrigin = 'url' in read ? new URL(read.url).origin : undefined
  const hint =
    appOrigin === undefined
      ? words.addressHint(host)
      : appOrigin === origin
        ? words.ownOrigin(host)
        : words.onDevice
  const add = (event: FormEvent) => {
    event.preventDefault()
    const added = room.add(address, name)
    if (typeof added === 'string') return setLeft(true)
    setAddress('')
    setName('')
    setLeft(false)
    onAdded(added.id)
  }
  return (
    <form className="apps-add" aria-labelledby={titleId} noValidate onSubmit={add}>
      <h3 id={titleId}>{words.addTitle}</h3>
      <AddressField
        label={words.address}
        hint={hint}
        value={address}
        error={problem}
        onChange={value => {
          setAddress(value)
          setLeft(false)
        }}
        onBlur={() => setLeft(address.trim() !== '')}
      />
      <div className="labelled-field">
        <label htmlFor={nameId}>{words.name}</label>
        <input
          id={nameId}
          className="field"
          autoComplete="off"
          maxLength={longestName}
          value={name}
          aria-describedby={`${nameId}-hint`}
          onChange={event => setName(event.target.value)}
        />
        <p id={`${nameId}-hint`} className="hint">
          {words.nameHint}
        </p>
      </div>
      <Button type="submit" disabled={address.trim() === ''}>
        {words.add}
      </Button>
    </form>
  )
}
