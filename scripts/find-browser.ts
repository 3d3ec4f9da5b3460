import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { chromium } from '@playwright/test'

/** Where Chromium lies on common systems. */
const knownPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A Chromium to drive, as a path: the one in HERMIT_BROWSER, Playwright's own, the system's, or one that is
 * installed now (Playwright's download, else Debian's package). Throws with what to do when all of it fails.
 */
export async function findBrowser(): Promise<string> {
  const found = present()
  if (found) return found
  const attempts: [string, string[]][] = [
    ['npx', ['playwright', 'install', 'chromium']],
    ['apt-get', ['update']],
    ['apt-get', ['install', '-y', 'chromium']],
  ]
  for (const [command, commandArguments] of attempts) {
    try {
      console.log(`No Chromium yet: ${command} ${commandArguments.join(' ')}`)
      execFileSync(command, commandArguments, { stdio: 'inherit', timeout: 600_000 })
    } catch {
      continue
    }
    const installed = present()
    if (installed) return installed
  }
  throw new Error('No Chromium could be found or installed. Install one and name it in HERMIT_BROWSER.')
}

function present(): string | undefined {
  const named = process.env.HERMIT_BROWSER
  const places = [...(named ? [named] : []), chromium.executablePath(), ...knownPlaces]
  return places.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** What a headless Chromium is started with: quiet on the network, and as root without a sandbox. */
export const browserArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=AutofillServerCommunication',
]

/** The same with WebGPU on a GPU in software (SwiftShader), where a machine has no other. */
export const gpuBrowserArguments: readonly string[] = [
  ...browserArguments,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
]
