import { expect, type Page, test } from '@playwright/test'
import { embeddedModel } from '../src/models/catalogue/catalogue.ts'
import { expectAlert } from './alerts.ts'
import { forgetTemplate, type GpuBrowser, openOnGpu } from './gpu-browser.ts'
import { spoilPiece } from './weights-on-disk.ts'

// Each fault is made where it would happen, in a browser of its own: a crashed GPU process is remembered by it.
const question = 'Write a long story about a crab that looks for a new shell.'
test.setTimeout(6 * 60_000)

let opened: GpuBrowser | undefined
test.afterEach(async () => {
  await opened?.close()
  opened = undefined
})

test.afterAll(forgetTemplate)

async function open(baseURL: string | undefined, options?: Parameters<typeof openOnGpu>[1]) {
  opened = await openOnGpu(baseURL ?? '', options)
  return opened
}

/** What the model runs on, by the dialog that says so. */
async function runningOn(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Model:/ }).click()
  const line = page.getByRole('dialog').getByText(/^Running on/)
  const words = await line.innerText()
  await page.keyboard.press('Escape')
  return words
}

/** Sends a question and waits until some of the answer is there; gives what is on the disk of it. */
async function startAnswer({ hermit }: GpuBrowser, text = question): Promise<string> {
  await hermit.send(text)
  let stored = ''
  const some = async () => {
    const chat = (await hermit.stored()).find(messages => messages.some(message => message.text === text))
    const asked = chat?.findIndex(message => message.text === text) ?? -1
    stored = chat?.[asked + 1]?.text ?? ''
    return stored.length
  }
  await expect.poll(some, { timeout: 120_000 }).toBeGreaterThan(10)
  return stored
}

/** The partial answer, the last of the only chat, is there, one press goes on from it to the letter, and nothing is rejected unhandled. */
async function expectResumed({ hermit, page }: GpuBrowser, shown: string): Promise<void> {
  const answer = hermit.answers.last()
  const resume = answer.getByRole('button', { name: 'Continue' })
  await expect(resume).toBeVisible({ timeout: 60_000 })
  const before = await hermit.saved()
  const kept = before.at(-1)?.text ?? ''
  expect(kept.startsWith(shown) && kept !== '').toBe(true)
  await hermit.ready()
  await resume.click()
  await expect(hermit.stopButton).toBeVisible()
  await expect
    .poll(async () => (await hermit.stored())[0]?.at(-1)?.text.length ?? 0, { timeout: 120_000 })
    .toBeGreaterThan(kept.length + 10)
  await hermit.stopButton.click()
  const after = await hermit.saved()
  expect(after.at(-1)?.text.startsWith(kept)).toBe(true)
  expect(after).toHaveLength(before.length)
  await expect(page.getByRole('alert')).toHaveCount(1)
}

test('the GPU process crashes in mid-answer, and again: each time one step down, one press goes on @fault-22 @fault-23', async ({
  baseURL,
}) => {
  const here = await open(baseURL)
  await here.hermit.ready()
  expect(await runningOn(here.page)).toMatch(/graphics processor/i)
  const crash = async () => {
    const devtools = await here.devtools()
    await devtools.send('Browser.crashGpuProcess')
    await devtools.detach()
  }
  const shown = await startAnswer(here)
  await crash()
  await expectResumed(here, shown)
  expect(await runningOn(here.page)).toMatch(/2,048|processor,/)

  await here.hermit.button('New chat').first().click()
  await startAnswer(here, 'Write about the sea.')
  await crash()
  await expect(here.hermit.answers.last().getByRole('button', { name: 'Continue' })).toBeVisible({
    timeout: 60_000,
  })
  await here.hermit.ready()
  expect(await runningOn(here.page)).toMatch(/^Running on: processor/i)
  await here.hermit.answers.last().getByRole('button', { name: 'Continue' }).click()
  await expect(here.hermit.stopButton).toBeVisible()
  await here.hermit.stopButton.click()
  await here.hermit.answered()
  // It stays there: nothing is tried again by itself.
  await here.page.reload()
  await here.hermit.ready()
  expect(await runningOn(here.page)).toMatch(/^Running on: processor/i)
})

test('the device is destroyed while loading: a step down, and "Try again" is back at the top @fault-24 @fault-44', async ({
  baseURL,
}) => {
  const here = await open(baseURL)
  const worker = await here.worker()
  await expect.poll(() => worker.evaluate(() => self.devices.length), { timeout: 60_000 }).toBeGreaterThan(0)
  await worker.evaluate(() => self.devices.at(-1)?.destroy())
  await here.hermit.ready()
  await expect(here.page.getByRole('alert')).toHaveCount(1)
  await expectAlert(here.page, /./, 'OK')
  expect(await runningOn(here.page)).toMatch(/graphics processor.*2,048/is)
  await here.page.getByRole('button', { name: /^Model:/ }).click()
  await here.page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
  await expect(here.hermit.engine).not.toHaveText(/Ready/)
  await here.page.keyboard.press('Escape')
  await here.hermit.ready()
  await expect(here.page.getByRole('alert')).toHaveCount(0)
  const words = await runningOn(here.page)
  expect(words).toMatch(/graphics processor/i)
  expect(words).not.toContain('2,048')
})

test('the worker is terminated in mid-answer, and the next one hangs: noticed, replaced, resumed @fault-26 @fault-27', async ({
  baseURL,
}) => {
  const here = await open(baseURL)
  await here.hermit.ready()
  const first = await startAnswer(here)
  await here.page.evaluate(() => {
    for (const worker of globalThis.workers) worker.terminate()
  })
  await expectResumed(here, first)

  const second = await startAnswer(here, 'Write about the sea.')
  const worker = await here.worker()
  void worker
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined)
  // The page stays usable.
  await here.hermit.message.fill('still writing')
  await expect(here.hermit.message).toHaveValue('still writing', { timeout: 2000 })
  await expectResumed(here, second)
})

test('a GPU that computes wrongly is found before it answers, and remembered @fault-28', async ({
  baseURL,
}) => {
  const here = await open(baseURL, {
    // The shader's logits come out negated: a plausible kind of wrong, and nothing reports an error.
    inWorker: `{
      const { createShaderModule } = GPUDevice.prototype
      GPUDevice.prototype.createShaderModule = function (descriptor) {
        const code = /fn head/.test(descriptor.code)
          ? descriptor.code.replaceAll(/(\\by\\w*\\[[^\\]]+\\]\\s*=\\s*)([^;]+);/g, '$1-($2);')
          : descriptor.code
        if (code !== descriptor.code) self.wasChanged = true
        return createShaderModule.call(this, { ...descriptor, code })
      }
    }`,
  })
  const worker = await here.worker()
  await expect
    .poll(() => worker.evaluate(() => Reflect.get(self, 'wasChanged') === true), { timeout: 60_000 })
    .toBe(true)
  await here.hermit.ready()
  await expect(here.page.getByRole('alert').filter({ hasText: /wrong/ })).toHaveCount(1)
  expect(await runningOn(here.page)).toMatch(/^Running on: processor/i)
  await here.hermit.send('What is the capital of France?')
  await expect(await here.hermit.answered()).toContainText('Paris')
  await here.page.reload()
  await here.hermit.ready()
  await expect(here.page.getByRole('alert')).toHaveCount(0)
  expect(await runningOn(here.page)).toMatch(/^Running on: processor/i)
})

test('a compiled library with one wrong bit on this device is dropped, and fetched again at the next start @fault-6', async ({
  baseURL,
}) => {
  const here = await open(baseURL)
  await here.hermit.ready()
  await here.page.goto(`${baseURL}icons/favicon.svg`)
  const sha256 = embeddedModel.libraries?.find(({ needs }) => needs.length === 0)?.sha256 ?? ''
  // In the code section: past the types and imports, before the data.
  await spoilPiece(here.page, { sha256, index: 0, how: 'flip', at: 200_000, bits: 0xff })
  await here.hermit.open('?engine=webllm')
  await here.hermit.ready()
  expect(await runningOn(here.page)).toMatch(/^Running on: processor/i)
  await here.page.reload()
  await here.hermit.ready()
  expect(await runningOn(here.page)).toMatch(/graphics processor/i)
})

test('a GPU below what the model needs is not tried, and the library is not fetched @fault-25', async ({
  baseURL,
}) => {
  const here = await open(baseURL, {
    // An arrow: the text of a method is no expression.
    inPage: () => {
      const limits = Object.getOwnPropertyDescriptor(GPUAdapter.prototype, 'limits')
      Object.defineProperty(GPUAdapter.prototype, 'limits', {
        get(this: GPUAdapter) {
          const real: GPUSupportedLimits = limits?.get?.call(this)
          return new Proxy(real, {
            get: (_, name) =>
              name === 'maxStorageBufferBindingSize' ? 1 << 20 : Reflect.get(real, name, real),
          })
        },
      })
    },
  })
  const fetched: string[] = []
  here.page.on('request', request => {
    if (/models\/.*\.wasm$/.test(request.url())) fetched.push(request.url())
  })
  await here.hermit.ready()
  expect(fetched).toEqual([])
  expect(await runningOn(here.page)).toMatch(/^Running on: processor/i)
})
