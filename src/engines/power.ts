/** Below this charge phones and laptops begin to save power by themselves. */
const savingBelow = 0.2

interface Battery extends EventTarget {
  readonly charging: boolean
  /** 0 to 1. */
  readonly level: number
}

/**
 * Says whether power should be saved: unplugged and nearly empty. No browser tells whether its device is in a
 * battery saver mode; Chromium tells the charge, the others nothing, and there the answer is no.
 */
export function watchPower(): () => boolean {
  let isSaving = false
  void getBattery().then(battery => {
    const look = () => {
      isSaving = battery !== undefined && !battery.charging && battery.level <= savingBelow
    }
    look()
    battery?.addEventListener('levelchange', look)
    battery?.addEventListener('chargingchange', look)
  })
  return () => isSaving
}

/** The battery, where the browser tells of one; without one, or on mains alone, Chromium's is full and charging. */
export async function getBattery(): Promise<Battery | undefined> {
  try {
    if (!('getBattery' in navigator) || typeof navigator.getBattery !== 'function') return undefined
    // The Battery Status API is not in TypeScript's library.
    return (await navigator.getBattery()) as Battery
  } catch {
    return undefined
  }
}
