import { type FaultCode, FaultError } from '../../../fault.ts'

/** Why a document is not read, by its code. @param detail Technical; never what the document says. */
export function refuse(
  code: FaultCode,
  numbers?: Readonly<Record<string, number>>,
  detail?: string,
): FaultError {
  return new FaultError({ code, ...(numbers && { numbers }), ...(detail !== undefined && { detail }) })
}
