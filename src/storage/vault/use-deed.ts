import { useState } from 'react'
import { toFault } from '../../fault.ts'
import { faultSentence, useText } from '../../ui/i18n/text.ts'
import { useVaultText } from '../../ui/i18n/vault-text.ts'

/** Something that takes a second and may fail: whether it goes on, and what became of it. */
export interface Deed {
  readonly isBusy: boolean
  /** Whether it failed because the passphrase was not the right one. */
  readonly isWrong: boolean
  /** What went wrong, in words. */
  readonly sentence: string | undefined
  /** Gives whether it went well. */
  run(work: () => Promise<void>): Promise<boolean>
  forget(): void
}

/** A deed of the vault in a view. */
export function useDeed(): Deed {
  const text = useText()
  const own = useVaultText()
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<ReturnType<typeof toFault>>()
  return {
    isBusy,
    isWrong: fault?.code === 'wrong-passphrase',
    // Only the making of the key crashes here.
    sentence: fault && (fault.code === 'crashed' ? own.noKey : faultSentence(text, fault)),
    async run(work) {
      setBusy(true)
      setFault(undefined)
      try {
        await work()
        return true
      } catch (error) {
        setFault(toFault(error))
        return false
      } finally {
        setBusy(false)
      }
    },
    forget: () => setFault(undefined),
  }
}
