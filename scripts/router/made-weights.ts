import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const repository = fileURLToPath(new URL('../../', import.meta.url))

/**
 * The file with the weights, made where it is not there yet: in a process of its own, which computes for half a minute
 * then, and keeps neither a server nor a runner of tests from answering.
 */
export async function madeWeights(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'scripts/make-router.ts'],
    { cwd: repository },
  )
  return stdout.trim()
}
