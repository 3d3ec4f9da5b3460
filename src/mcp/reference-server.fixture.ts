import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** The protocol's reference server on this device, for tests. */
export interface ReferenceServer {
  readonly url: string
  close(): Promise<void>
}

/** Starts `@modelcontextprotocol/server-everything` on a free port, or on this one. Rejects when it does not come up. */
export async function startReferenceServer(wanted?: number): Promise<ReferenceServer> {
  const port = wanted ?? (await freePort())
  const script = join('node_modules', '@modelcontextprotocol', 'server-everything', 'dist', 'index.js')
  const child = spawn(process.execPath, [script, 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await isListening(child)
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

function isListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString()
      if (/listening on port/.test(said)) resolve()
    })
    child.on('exit', code => reject(new Error(`the reference server ended (${String(code)}): ${said}`)))
  })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  // A server that listens on a port has an address with one.
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
