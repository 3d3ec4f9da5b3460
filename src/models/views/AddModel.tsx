import { type FormEvent, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Fault } from '../../fault.ts'
import { AddressField } from '../../ui/AddressField.tsx'
import { Button } from '../../ui/Button.tsx'
import { useModelsText } from '../../ui/i18n/models-dialog.ts'
import { faultSentence } from '../../ui/i18n/text.ts'
import type { Library } from '../library-state.ts'
import { Section } from './Section.tsx'

/** Models that are in no list: from a file, or from an address. */
export function AddModel({ library }: { readonly library: Library }) {
  const text = useModelsText()
  const isAdding = useStore(library.store, state => state.adding !== undefined)
  const inputRef = useRef<HTMLInputElement>(null)
  const askRef = useRef<HTMLButtonElement>(null)
  const [isAsking, setAsking] = useState(false)
  const hintId = useId()
  const formId = useId()
  const endAsking = () => {
    setAsking(false)
    // The form goes with the focus in it.
    askRef.current?.focus()
  }
  return (
    <Section title={text.addModel}>
      <p id={hintId} className="hint">
        {text.addFromFileHint}
      </p>
      <div className="models-actions">
        <Button disabled={isAdding} aria-describedby={hintId} onClick={() => inputRef.current?.click()}>
          {text.addFromFile}
        </Button>
        <Button
          ref={askRef}
          aria-expanded={isAsking}
          aria-controls={formId}
          onClick={() => setAsking(!isAsking)}
        >
          {text.addByAddress}
        </Button>
        {/* iOS knows neither ending: every file can be chosen, and what is none is refused in words. */}
        <input
          ref={inputRef}
          type="file"
          hidden
          multiple
          onChange={event => {
            const files = [...(event.target.files ?? [])]
            // The same file again is a change again.
            event.target.value = ''
            if (files.length > 0) library.offer(files)
          }}
        />
      </div>
      <div id={formId}>{isAsking && <AddressForm library={library} onDone={endAsking} />}</div>
    </Section>
  )
}

interface AddressFormProps {
  readonly library: Library
  readonly onDone: () => void
}

function AddressForm({ library, onDone }: AddressFormProps) {
  const text = useModelsText()
  const [model, setModel] = useState('')
  const [compiled, setCompiled] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const errorOf = (address: string) => (isChecked && !isAddress(address) ? text.notAnAddress : undefined)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    setFault(undefined)
    if (!isAddress(model) || !isAddress(compiled)) return
    const wrong = await library.addByAddress(model.trim(), compiled.trim())
    if (wrong) setFault(wrong)
    else onDone()
  }
  return (
    <form className="address-form" noValidate onSubmit={event => void submit(event)}>
      <p className="hint">{text.addByAddressHint}</p>
      <AddressField
        label={text.modelAddress}
        hint={text.modelAddressHint}
        value={model}
        error={errorOf(model)}
        onChange={setModel}
      />
      <AddressField
        label={text.libraryAddress}
        hint={text.libraryAddressHint}
        value={compiled}
        error={errorOf(compiled)}
        onChange={setCompiled}
      />
      {fault && (
        <p className="field-error" role="alert" title={fault.detail}>
          {faultSentence(text, fault)}
        </p>
      )}
      <div className="models-actions">
        <button type="submit" className="button" data-kind="primary">
          {text.add}
        </button>
        <Button onClick={onDone}>{text.cancel}</Button>
      </div>
    </form>
  )
}

/** Plain http is let through for this device and for tests of one's own; the library decides. */
function isAddress(text: string): boolean {
  const address = text.trim()
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)
}
