import { type FormEvent, useState } from 'react'
import { toFault } from '../../fault.ts'
import { AddressField } from '../../ui/AddressField.tsx'
import { Button } from '../../ui/Button.tsx'
import { useConnectionsText } from '../../ui/i18n/connections.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import type { McpRoom } from '../room.ts'
import { TokenField } from './TokenField.tsx'

/** The form for one more server. */
export function AddServer({ room }: { readonly room: McpRoom }) {
  const text = useConnectionsText()
  const [address, setAddress] = useState('')
  const [token, setToken] = useState('')
  const [error, setError] = useState<string>()

  const add = (event: FormEvent) => {
    event.preventDefault()
    try {
      room.servers.add(address, token.trim() || undefined)
      setAddress('')
      setToken('')
      setError(undefined)
    } catch (thrown) {
      setError(faultSentence(text, toFault(thrown)))
    }
  }
  return (
    <form className="connections-add" onSubmit={add} noValidate>
      <AddressField
        label={text.serverAddress}
        hint={text.serverAddressHint}
        placeholder="https://"
        value={address}
        error={error}
        onChange={value => {
          setAddress(value)
          setError(undefined)
        }}
      />
      <TokenField value={token} isSealed={room.isSealed()} onChange={setToken} />
      <div>
        <Button type="submit" kind="primary">
          {text.connect}
        </Button>
      </div>
    </form>
  )
}
