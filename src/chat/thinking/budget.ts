import type { ThinkingBudget } from '../chat-settings.ts'

/**
 * So many tokens may a model think. A small model on a processor writes some 18 tokens a second: short is a quarter of
 * a minute, long about one, and a quarter of the 4,096 tokens that a model here often has for everything.
 */
export const thoughtLimits: Readonly<Record<ThinkingBudget, number>> = {
  off: 0,
  short: 256,
  long: 1024,
  unlimited: Number.POSITIVE_INFINITY,
}
