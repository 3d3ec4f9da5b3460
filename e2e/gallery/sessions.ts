import type { Fault } from '../../src/fault.ts'
import { embeddedModel } from '../../src/models/catalogue/catalogue.ts'
import { modelBytes } from '../../src/models/model.ts'
import type { RunsOn, SessionPhase, SessionState, StepDown } from '../../src/models/session-state.ts'

/** Bytes of the embedded model. */
export const ofBytes = modelBytes(embeddedModel)

const onCpu: RunsOn = {
  engineId: 'wllama',
  processor: 'cpu',
  reason: 'no-webgpu',
  contextTokens: 4096,
  threads: 2,
  withoutReuse: false,
}
const onGpu: RunsOn = {
  ...onCpu,
  engineId: 'webllm',
  processor: 'gpu',
  reason: 'faster-gpu',
  device: 'apple m2',
  threads: 1,
}
const readyOn = (runsOn: RunsOn): Partial<SessionState> => ({
  phase: { name: 'ready', contextTokens: runsOn.contextTokens, threads: runsOn.threads },
  runsOn,
})
const inPhase = (phase: SessionPhase): Partial<SessionState> => ({ phase })
const stoppedBy = (fault: Fault) => inPhase({ name: 'stopped', fault })
const down = (
  runsOn: RunsOn,
  stepDown: Pick<StepDown, 'code'> & Partial<StepDown>,
): Partial<SessionState> => ({
  ...readyOn(runsOn),
  hasFailures: true,
  stepDown: {
    to: runsOn.processor,
    contextTokens: runsOn.contextTokens,
    isSmallerContext: runsOn.contextTokens < embeddedModel.contextTokens,
    isOtherModel: false,
    ...stepDown,
  },
})
const shorter: RunsOn = { ...onGpu, device: 'nvidia ampere', contextTokens: 2048 }
const failed: RunsOn = { ...onCpu, reason: 'failed-gpu' }

/** The model's state where it is not simply ready on the processor, by the name of the gallery's state. */
export const sessionStates: Readonly<Record<string, Partial<SessionState>>> = {
  first: inPhase({ name: 'downloading', bytes: 39_200_000, ofBytes, bytesPerSecond: 2_400_000 }),
  offline: inPhase({ name: 'downloading', bytes: 39_200_000, ofBytes, waiting: 'offline' }),
  retry: inPhase({ name: 'downloading', bytes: 39_200_000, ofBytes, waiting: 'retry' }),
  needs: inPhase({ name: 'needs-download', bytes: ofBytes }),
  paused: inPhase({ name: 'needs-download', bytes: ofBytes - 33_514_464 }),
  loading: inPhase({ name: 'loading', fraction: 0.4 }),
  waiting: inPhase({ name: 'loading', fraction: 0.4 }),
  resting: inPhase({ name: 'resting' }),
  elsewhere: { ...readyOn(onCpu), isElsewhere: true },
  damaged: stoppedBy({ code: 'model-damaged' }),
  full: stoppedBy({ code: 'storage-full', numbers: { neededBytes: ofBytes, freeBytes: 12_000_000 } }),
  gpu: readyOn(onGpu),
  unnamed: readyOn({ ...onGpu, device: '', reason: 'asked' }),
  software: readyOn({ ...onCpu, reason: 'software-gpu' }),
  slow: readyOn({ ...onCpu, reason: 'slow-gpu', threads: 8 }),
  small: readyOn({ ...onCpu, reason: 'small-gpu', threads: 1 }),
  failed: { ...readyOn(failed), hasFailures: true },
  'no-reuse': readyOn({ ...onGpu, device: 'intel gen-12lp', withoutReuse: true }),
  shorter: down(shorter, { code: 'out-of-memory' }),
  lost: down(failed, { code: 'device-lost' }),
  wrong: down(failed, { code: 'wrong-output', detail: 'token 3 of 24 differs' }),
  smaller: down(onGpu, { code: 'unsupported', isOtherModel: true }),
  // With the failed answer of the same name in view, which says what happened.
  crashed: down(failed, { code: 'crashed', isOtherModel: true }),
}

/** Ready on the processor: what all other states have in common. */
export const usual = readyOn(onCpu)
