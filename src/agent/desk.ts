import type { StoreApi } from 'zustand/vanilla'
import type { Tool } from '../abilities/tool.ts'
import type { CallTools } from '../chat/answering.ts'
import type { Arguments } from './arguments.ts'
import type { Consents } from './consents.ts'
import type { CallLog } from './log.ts'
import type { AgentRecords } from './restore.ts'
import type { Step } from './step.ts'

/** An answer's step, as views name it. */
export interface StepPlace {
  readonly answerId: string
  readonly step: Step
}

/** The agent as the chat and its views use it: all that a person can do with steps. */
export interface AgentDesk {
  /** Does what a question asks for, where that is something for tools. */
  readonly callTools: CallTools
  /** What can be called now; it grows as apps and servers come. */
  readonly tools: StoreApi<{ readonly tools: readonly Tool[] }>
  readonly consents: Consents
  readonly log: CallLog
  /** All of it that a backup holds, and the same out of one. */
  readonly records: {
    get(): AgentRecords
    take(records: AgentRecords): void
  }
  /** Has `tools` hold those of Hermit's own, and gets ready for a first request. Never rejects. */
  load(): Promise<void>
  /** Lets a call run, with arguments that the person may have changed. @param how 'always' is for this tool from now on. */
  allow(place: StepPlace, args: Arguments, how: 'once' | 'always'): void
  /** Does not let it run. @param how 'never' is for this tool from now on. */
  refuse(place: StepPlace, how: 'once' | 'never'): void
  /** Reads what the person has said for the argument that is asked for; false where it cannot be that. */
  answer(place: StepPlace, words: string): Promise<boolean>
  /** Does a step again that failed, was stopped or was refused. */
  retry(place: StepPlace): void
  /** What a tool says that a call would do; undefined where it says nothing. */
  preview(step: Step, args: Arguments): Promise<string | undefined>
  /** Undoes a call, here and in the log. Throws FaultError. */
  undo(step: Step): Promise<void>
}
