import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js'
import { type Fault, FaultError } from '../fault.ts'
import { FetchFailure } from '../models/download/answers.ts'
import { foreignLine } from './foreign-text.ts'

/** What is known of a connection when it fails. */
export interface FailureFacts {
  readonly isAirGapped: boolean
  /** Whether the server has named a session that Hermit could read. */
  readonly hasSession: boolean
  /** The time limit that was set, in milliseconds. */
  readonly limitMs: number
}

/** Anything that the SDK or the network throws, as a fault that a person is told of. */
export function connectionFault(error: unknown, facts: FailureFacts): Fault {
  if (error instanceof FaultError) return error.fault
  if (error instanceof FetchFailure) return error.fault
  if (facts.isAirGapped) return { code: 'air-gapped' }
  if (error instanceof McpError) return protocolFault(error, facts)
  if (error instanceof StreamableHTTPError) return statusFault(error.code ?? 0, facts)
  if (isUnreadable(error)) return { code: 'mcp-unreadable' }
  const detail = foreignLine(String(error), 300)
  if (/protocol version/i.test(detail)) return { code: 'mcp-version', detail }
  return { code: 'mcp-gone', detail }
}

/** What came was no JSON, or no message of the protocol. */
export function isUnreadable(error: unknown): boolean {
  return (
    error instanceof SyntaxError ||
    (error instanceof Error && /Zod/.test(error.constructor.name + error.name))
  )
}

/** Whether the server does not know the session any more: it says 404, and some say 400. */
export function isExpired(error: unknown): boolean {
  return error instanceof StreamableHTTPError && (error.code === 404 || error.code === 400)
}

/** Whether the server has answered, though not as one would like: nothing of it is left open. */
export function isAnswer(error: unknown): boolean {
  if (error instanceof McpError) return error.code !== ErrorCode.RequestTimeout
  return error instanceof StreamableHTTPError
}

function protocolFault({ code, message }: McpError, { limitMs }: FailureFacts): Fault {
  if (code === ErrorCode.RequestTimeout) return { code: 'mcp-slow', numbers: { ms: limitMs } }
  if (code === ErrorCode.ConnectionClosed && /Connection closed/.test(message)) return { code: 'mcp-gone' }
  return { code: 'mcp-tool-failed', detail: foreignLine(message, 300) }
}

function statusFault(status: number, { hasSession }: FailureFacts): Fault {
  if (status >= 500 || status === 429) return { code: 'mcp-server-error', numbers: { status } }
  if (status === 400 && !hasSession) return { code: 'mcp-no-session' }
  return { code: 'mcp-unreadable', ...(status > 0 && { numbers: { status } }) }
}
