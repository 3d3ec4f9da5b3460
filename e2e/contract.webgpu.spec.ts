import { test } from '@playwright/test'
import { expectPassed, runSuite } from './contract/run.ts'

// Without an adapter every one of these fails, as it should: the path to the GPU would otherwise go untested.
test('webllm keeps the engine contract on the software GPU', async ({ page }) => {
  test.setTimeout(25 * 60_000)
  expectPassed(await runSuite(page, { engine: 'webllm', isolated: true }), 20)
})
