import type { FaultCode } from '../../fault.ts'
import type { FaultNumbers, Formats } from './formats.ts'

/** What can go wrong with a server that a person has connected. */
export type McpFault = Extract<FaultCode, `mcp-${string}`>

/** What is said in English of a server that did not do what it was asked. */
export function mcpFaultsEn({ integer, bytes }: Formats) {
  const faults: Record<McpFault, (numbers: FaultNumbers) => string> = {
    'mcp-address': () =>
      'This is no address that Hermit connects to: it wants one with https://, or with http:// on this device (localhost).',
    'mcp-gone': () =>
      'The server cannot be reached: it is not running, or does not let web pages in (CORS). A browser does not tell which.',
    'mcp-slow': ({ ms }) =>
      ms === undefined
        ? 'The server took too long to answer.'
        : `The server did not answer within ${integer(Math.round(ms / 1000))} seconds.`,
    'mcp-unauthorised': () =>
      'The server asks who you are, and the token is missing or not accepted. Hermit can send a bearer token; signing in by OAuth it cannot yet.',
    'mcp-forbidden': () => 'The server knows the token and does not allow this with it.',
    'mcp-redirected': () =>
      'The server sends on to another address, and Hermit does not follow with what you ask. Connect to that address itself.',
    'mcp-version': () => 'The server speaks a version of the protocol that Hermit does not know.',
    'mcp-unreadable': () => 'What answered there is no MCP server that Hermit can read (Streamable HTTP).',
    'mcp-server-error': ({ status }) =>
      status === undefined ? 'The server failed.' : `The server failed (error ${integer(status)}).`,
    'mcp-no-session': () =>
      'The server hides its session from web pages. Whoever runs it has to expose the header Mcp-Session-Id (CORS).',
    'mcp-too-large': ({ limitBytes }) =>
      limitBytes === undefined
        ? 'The server answered with more than Hermit reads.'
        : `The server answered with more than ${bytes(limitBytes)}, and Hermit reads no further.`,
    'mcp-tool-gone': () => 'The server that had this tool is not connected any more.',
    'mcp-tool-failed': () => 'The server could not do this.',
  }
  const faultNames: Record<McpFault, string> = {
    'mcp-address': 'not an address for this',
    'mcp-gone': 'not reachable',
    'mcp-slow': 'too slow',
    'mcp-unauthorised': 'asks for a token',
    'mcp-forbidden': 'not allowed',
    'mcp-redirected': 'moved elsewhere',
    'mcp-version': 'other protocol version',
    'mcp-unreadable': 'no MCP server',
    'mcp-server-error': 'failed',
    'mcp-no-session': 'hides its session',
    'mcp-too-large': 'answer too large',
    'mcp-tool-gone': 'tool is gone',
    'mcp-tool-failed': 'tool failed',
  }
  const same = Object.keys(faultNames).map(code => [code, 'Try again'])
  // The keys are those of the names.
  return { faults, faultNames, faultActions: Object.fromEntries(same) as Record<McpFault, string> }
}
