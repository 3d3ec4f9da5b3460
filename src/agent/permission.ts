import type { Consent, Tool } from '../abilities/tool.ts'

/** What the person has said once for all of a tool. */
export type Standing = 'always' | 'never'

/** Whether a call may run. */
export type Permission = 'run' | 'ask' | 'refuse'

/**
 * How often a person is asked before a tool runs. What it says of itself is not believed beyond what it does: what leaves
 * the device or costs money is asked for each time, and a tool from elsewhere that does more than read at least once.
 */
export function consentFor({ consent, effects, source }: Tool): Consent {
  if (effects.some(effect => effect === 'leaves-device' || effect === 'costs-money')) return 'each-time'
  const isReading = effects.every(effect => effect === 'reads')
  return consent === 'none' && source !== undefined && !isReading ? 'once' : consent
}

/** Whether a call may run now. @param isAllowed The person has allowed this very call. */
export function permissionFor(tool: Tool, standing: Standing | undefined, isAllowed: boolean): Permission {
  if (standing === 'never') return 'refuse'
  const consent = consentFor(tool)
  if (consent === 'none' || isAllowed) return 'run'
  return consent === 'once' && standing === 'always' ? 'run' : 'ask'
}
