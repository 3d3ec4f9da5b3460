import type { GenerateEvent, Usage } from './engine.ts'

/** What a call that never ran has cost. */
export const noUsage: Usage = {
  promptTokens: 0,
  cachedTokens: 0,
  completionTokens: 0,
  prefillMs: 0,
  decodeMs: 0,
}

/** How a call ends that was stopped. */
export function cancelledEnd(usage: Usage = noUsage): GenerateEvent {
  return { type: 'text-end', reason: 'cancelled', usage }
}
