import { measureCpu } from './speed-cpu.ts'
import { measureGpu } from './speed-gpu.ts'

/** Measures away from the page, which stays free meanwhile, one processor after the other; one message, then nothing. */
async function run(): Promise<void> {
  const gpu = await measureGpu()
  const cpu = await measureCpu()
  self.postMessage({ version: 2, ...(gpu && { gpu }), ...(cpu && { cpu }) })
}

void run()
