import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser, gpuBrowserArguments } from './scripts/find-browser.ts'

/** Another one where two runs are to go side by side. */
const port = Number(process.env.HERMIT_PORT ?? 4173)
const address = `http://127.0.0.1:${port}/`
const executablePath = await findBrowser()
/** Journeys that load the model, or measure time: while one runs, nothing else does. */
const alone = /@alone|(contract|conversation-model|faults|models|offline|pwa|real-answer)\.spec\.ts/
/** Of these, journeys that take a minute or more each: `npm run e2e:long` runs them, and so does CI. */
const long = /@long|(documents-model|summary-model|models-faults|[/ ]faults)\.spec\.ts/
/** Faults whose making takes minutes: `npm run faults` alone runs them. */
const heavy = /faults\/[^/]+\.spec\.ts/

export default defineConfig({
  testDir: 'e2e',
  // On two cores a model that answers in one journey must not wait for another's. `npm run e2e` runs 'interface' by two.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  // Two busy cores upset a journey now and then: what goes well at the second try alone is named 'flaky' at the end.
  retries: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: address,
    locale: 'en-GB',
    launchOptions: { executablePath, args: [...browserArguments] },
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `npx vite preview --port ${port}`,
    url: address,
    reuseExistingServer: false,
    timeout: 60_000,
  },
  projects: [
    {
      name: 'interface',
      testIgnore: [/(phone|\.webgpu)\.spec\.ts/, heavy],
      grepInvert: alone,
      fullyParallel: true,
    },
    { name: 'cpu', testIgnore: [/(phone|\.webgpu)\.spec\.ts/, heavy], grep: alone, grepInvert: long },
    { name: 'long', testIgnore: [/(phone|\.webgpu)\.spec\.ts/, heavy], grep: long },
    { name: 'faults', testMatch: heavy },
    {
      name: 'webgpu',
      testMatch: /\.webgpu\.spec\.ts/,
      use: { launchOptions: { executablePath, args: [...gpuBrowserArguments] } },
    },
    {
      name: 'phone',
      testMatch: /phone\.spec\.ts/,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
})
