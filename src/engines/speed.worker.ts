import { measureCpu, measureGpu } from './speed-probe.ts'

/** Measures away from the page, which stays free meanwhile; one message, then nothing. */
async function run(): Promise<void> {
  const gpu = await measureGpu()
  const cpu = measureCpu()
  self.postMessage({ ...(gpu === undefined ? {} : { gpu }), cpu })
}

void run()
