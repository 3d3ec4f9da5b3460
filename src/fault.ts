import { EngineError, type EngineErrorCode } from './engines/engine.ts'

/** Everything that can go wrong and that a person is told of. Each code has a sentence in both languages (ui/i18n). */
export type FaultCode =
  | EngineErrorCode
  | 'message-too-long'
  | 'chat-too-long'
  | 'wasm-blocked'
  | 'offline'
  | 'server-error'
  | 'model-missing'
  | 'model-damaged'
  | 'captive-portal'
  | 'model-changed'
  | 'not-fetchable'
  | 'not-a-model'
  | 'model-unsupported'
  | 'model-too-large'
  | 'parts-missing'
  | 'pack-damaged'
  | 'pack-newer'
  | 'storage-full'
  | 'storage-unavailable'
  | 'storage-failed'
  | 'storage-newer'
  | 'storage-blocked'
  | 'storage-conflict'
  | 'vault-locked'
  | 'wrong-passphrase'
  | 'backup-unknown'
  | 'backup-cut'
  | 'backup-damaged'
  | 'backup-newer'
  | 'backup-wrong-field'
  | 'air-gapped'
  | 'clipboard-blocked'
  | 'reminder-past'
  | 'time-unreadable'
  | 'no-translator'
  | 'app-updated'
  | 'engine-moved'
  | 'chat-unreadable'
  | 'schema-unreadable'
  | 'import-unknown'
  | 'import-cut'
  | 'import-newer'
  | 'import-wrong-field'
  | 'import-too-large'
  | 'import-too-many'
  | 'import-too-deep'
  | 'import-zip-damaged'
  | 'document-empty'
  | 'document-unknown'
  | 'document-encrypted'
  | 'document-damaged'
  | 'document-encoding'
  | 'document-too-large'
  | 'document-too-many-pages'
  | 'document-inflates'
  | 'document-scanned'
  | 'document-stopped'
  | 'document-interrupted'
  | 'document-content-damaged'
  | 'tool-failed'
  | 'tool-slow'
  | 'document-missing'
  | 'app-closed'
  | 'app-silent'
  | 'app-refused'
  | 'app-unclear'
  | 'mcp-address'
  | 'mcp-gone'
  | 'mcp-slow'
  | 'mcp-unauthorised'
  | 'mcp-forbidden'
  | 'mcp-redirected'
  | 'mcp-version'
  | 'mcp-unreadable'
  | 'mcp-server-error'
  | 'mcp-no-session'
  | 'mcp-too-large'
  | 'mcp-tool-gone'
  | 'mcp-tool-failed'

/** A failure as a value: what the interface shows, with the numbers its sentence needs. */
export interface Fault {
  readonly code: FaultCode
  readonly numbers?: Readonly<Record<string, number>>
  /** Technical text for the details view. Never contains what a person wrote. */
  readonly detail?: string
}

/** A Fault on its way up through code that throws. */
export class FaultError extends Error {
  override readonly name = 'FaultError'
  constructor(readonly fault: Fault) {
    super(fault.detail ? `${fault.code}: ${fault.detail}` : fault.code)
  }
}

/** Any thrown thing as a Fault; what is not known is a crash, with its text kept for the details view. */
export function toFault(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault
  if (error instanceof EngineError) {
    return error.tokens
      ? { code: error.code, detail: error.detail, numbers: { ...error.tokens } }
      : { code: error.code, detail: error.detail }
  }
  return { code: 'crashed', detail: String(error) }
}
