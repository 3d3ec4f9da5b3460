import { type Expected, ImportRefusal, type WrongField } from '../chat/transfer/refusal.ts'
import { type Fault, FaultError } from '../fault.ts'

/** A refusal that names the field: "chats[3].messages[12].createdAt", a number. */
export function wrongField(place: string, expected: Expected): ImportRefusal {
  return new ImportRefusal(
    { code: 'backup-wrong-field', detail: `${place}: expected ${expected}` },
    { place, expected },
  )
}

/** What the checks of an import say of a field, said of a backup; everything else as it is. */
export function asBackupRefusal(error: unknown): unknown {
  return error instanceof ImportRefusal && error.field
    ? wrongField(error.field.place, error.field.expected)
    : error
}

/** The field that a refusal names. */
export function fieldOf(error: unknown): WrongField | undefined {
  return error instanceof ImportRefusal ? error.field : undefined
}

/** The refusal of more messages than can be taken in. */
export function tooMany(messages: number, limit: number): FaultError {
  return refusal({ code: 'import-too-many', numbers: { messages, limit } })
}

/** The refusal of more bytes than can be checked at once. */
export function tooLarge(bytes: number, limitBytes: number): FaultError {
  return refusal({ code: 'import-too-large', numbers: { bytes, limitBytes } })
}

function refusal(fault: Fault): FaultError {
  return new FaultError(fault)
}
