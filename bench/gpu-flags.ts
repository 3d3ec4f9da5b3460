import { chromium } from '@playwright/test'
import { browserArguments, findBrowser, gpuBrowserArguments } from '../scripts/find-browser.ts'

/** On Linux a browser without a window takes a real GPU only through Vulkan. */
const realGpu = [
  ...browserArguments,
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-vulkan=native',
  '--ignore-gpu-blocklist',
]

/** The flags with which a browser here gets a WebGPU adapter: the machine's own GPU, else one in software. */
export async function gpuFlags(): Promise<readonly string[]> {
  return (await hasRealAdapter(realGpu)) ? realGpu : gpuBrowserArguments
}

async function hasRealAdapter(args: readonly string[]): Promise<boolean> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: [...args] })
  try {
    const page = await browser.newPage()
    // WebGPU is there only in a secure context, which a blank page is not.
    await page.goto('chrome://version')
    return await page.evaluate(async () => {
      const adapter = await navigator.gpu?.requestAdapter()
      return adapter !== null && adapter !== undefined && adapter.info.isFallbackAdapter !== true
    })
  } catch {
    return false
  } finally {
    await browser.close()
  }
}
