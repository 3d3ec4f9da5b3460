/** How this device reaches the network, where the browser tells (Chromium does). */
export interface Connection {
  /** The person asked to save data. */
  readonly saveData: boolean
  /** E.g. "wifi", "cellular"; told on phones only. */
  readonly type?: string
  /** E.g. "4g", "3g": by speed, whatever it is. */
  readonly effectiveType?: string
  /** It costs by the byte, or the person asked to save data. */
  readonly isMetered: boolean
}

/** What the browser tells of the connection now; undefined in Firefox and Safari. */
export function probeConnection(): Connection | undefined {
  const found: unknown = 'connection' in navigator ? navigator.connection : undefined
  if (typeof found !== 'object' || found === null) return undefined
  const saveData = 'saveData' in found && found.saveData === true
  const type = 'type' in found && typeof found.type === 'string' ? found.type : undefined
  const speed = 'effectiveType' in found ? found.effectiveType : undefined
  return {
    saveData,
    isMetered: saveData || type === 'cellular',
    ...(type === undefined ? {} : { type }),
    ...(typeof speed === 'string' ? { effectiveType: speed } : {}),
  }
}
