import { type Derivation, deriveHere } from './passphrase.ts'

self.addEventListener('message', async ({ data }: MessageEvent<Derivation>) => {
  self.postMessage(await deriveHere(data))
})
