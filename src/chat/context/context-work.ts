import type { ChatCore } from '../core.ts'
import { createCounting } from './counting.ts'
import { createRoomFinder, withoutOldest } from './find-room.ts'
import { measureContext } from './measure.ts'
import { transcriptOf, writeSummary } from './summarise.ts'

/** What counts, summarises and finds room: all that needs a model, and so is no part of the first paint. */
export type ContextWork = ReturnType<typeof createContextWork>

/** Builds it for one chat room: its counts are remembered here. */
export function createContextWork(core: ChatCore) {
  const counting = createCounting(core.model)
  return {
    counting,
    measureContext,
    transcriptOf,
    withoutOldest,
    writeSummary,
    findRoom: createRoomFinder(core, counting),
  }
}
