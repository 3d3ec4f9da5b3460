import type { Capabilities } from '../../src/engines/capabilities.ts'
import type { DeviceSpeed } from '../../src/engines/speed-record.ts'
import type { Offer } from '../../src/models/catalogue/offer.ts'
import { fitOffers } from '../../src/models/fit/fit.ts'
import { recommend } from '../../src/models/fit/recommend.ts'
import type { LibraryState } from '../../src/models/library-state.ts'

/** Devices to be advised on: what they offer, and how fast they were measured to be. */
const devices: Readonly<
  Record<'laptop' | 'phone', { readonly capabilities: Capabilities; readonly speed: DeviceSpeed }>
> = {
  laptop: {
    capabilities: {
      wasm: true,
      simd: true,
      threads: true,
      cores: 8,
      deviceMemoryGiB: 8,
      gpu: { name: 'apple m2', isSoftware: false, f16: true, maxBindingBytes: 4_294_967_296 },
    },
    speed: {
      version: 2,
      cpu: { threads: 4, bytesPerSecond: 18e9, weightsPerSecond: 40e9 },
      gpu: {
        bytesPerSecond: 80e9,
        weightsPerSecond: 1e15,
        flopsPerSecond: 2e12,
        dispatchMs: 0.02,
        readBackMs: 1,
      },
    },
  },
  phone: {
    capabilities: { wasm: true, simd: true, threads: true, cores: 4, deviceMemoryGiB: 2 },
    speed: { version: 2, cpu: { threads: 2, bytesPerSecond: 4e9, weightsPerSecond: 6e9 } },
  },
}

/** Advice as Hermit gives it, for one of the devices. The embedded model has run there. */
export function adviceFor(
  offers: readonly Offer[],
  device: keyof typeof devices,
): Pick<LibraryState, 'fits' | 'recommended'> {
  const fits = fitOffers(offers, {
    ...devices[device],
    rateOf: (engineId, id) =>
      id.startsWith('smollm2-135m') && engineId === 'wllama' ? (device === 'phone' ? 9 : 41) : undefined,
    freeBytes: device === 'phone' ? 2.5e9 : 7.3e9,
  })
  const advice = recommend(fits)
  return {
    fits: Object.fromEntries(fits.map(fit => [fit.offer.id, fit])),
    ...(advice && { recommended: { offerId: advice.fit.offer.id, reason: advice.reason } }),
  }
}
