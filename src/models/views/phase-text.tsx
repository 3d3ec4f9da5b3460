import { useStore } from 'zustand'
import { type Text, useText } from '../../ui/i18n/text.ts'
import type { RunsOn, Session, SessionPhase, StepDown } from '../session-state.ts'

/** Phases that keep an answer waiting for a moment only: a resting model wakes when it is asked. */
const silentPhases: readonly SessionPhase['name'][] = ['ready', 'starting', 'resting']

/** Where the model is, in a few words. */
export function phaseText(text: Text, phase: SessionPhase): string {
  switch (phase.name) {
    case 'starting':
      return text.starting
    case 'needs-download':
      return text.notDownloaded
    case 'downloading':
      if (phase.waiting === 'offline') return text.waitingOffline
      if (phase.waiting === 'retry') return text.waitingRetry
      if (phase.waiting === 'elsewhere') return text.waitingElsewhere
      return text.downloading(phase.bytes / phase.ofBytes)
    case 'loading':
      return text.loading(phase.fraction)
    case 'ready':
      return text.ready
    case 'resting':
      return text.resting
    case 'elsewhere':
      return text.elsewhere
    case 'stopped':
      return text.stopped(text.faultNames[phase.fault.code])
  }
}

/** The same in the header: beside "Ready" stands what runs the model. */
export function statusText(text: Text, phase: SessionPhase, runsOn: RunsOn | undefined): string {
  return phase.name === 'ready' && runsOn ? text.readyOn(runsOn.processor) : phaseText(text, phase)
}

/** What runs the model and why that, in one line. @param wholeContextTokens What the model could read at once. */
export function runningOnText(text: Text, runsOn: RunsOn, wholeContextTokens: number): string {
  const { processor, reason, device, threads, contextTokens } = runsOn
  const isGpu = processor === 'gpu'
  const place = isGpu ? text.gpuPlace(gpuName(device ?? '')) : text.cpuPlace(threads)
  // That a GPU is the faster one needs no words; what speaks against it and did not decide would only puzzle.
  const isTold =
    reason !== 'faster-gpu' &&
    (!isGpu || reason === 'asked' || reason === 'software-gpu' || reason === 'gpu-model')
  return text.runningOn(
    contextTokens < wholeContextTokens ? text.shorterPlace(place, contextTokens) : place,
    isTold ? text.choiceReasons[reason] : '',
  )
}

/** A step down the ladder in one or two sentences: what happened, unless it is told elsewhere, and what Hermit did. */
export function stepDownText(text: Text, stepDown: StepDown, withCause: boolean): string {
  const did = stepDownDeed(text, stepDown)
  return withCause ? text.stepDown(text.stepDownCause(stepDown.code), did) : did
}

function stepDownDeed(text: Text, { to, isOtherModel, contextTokens }: StepDown): string {
  if (to === 'cpu') return isOtherModel ? text.nowSmallerOnCpu : text.nowOnCpu
  return isOtherModel ? text.nowSmaller : text.nowShorter(contextTokens)
}

/** Browsers give vendor and architecture in lower case ("apple m2"); a name with capitals is left as it is. */
function gpuName(name: string): string {
  if (name !== name.toLowerCase()) return name
  return name
    .replace(/\b(?:nvidia|amd|rdna|gcn)\b/g, initials => initials.toUpperCase())
    .replace(/(^|\s)[a-z]/g, start => start.toUpperCase())
}

/** What keeps an answer waiting; nothing once the model is ready. */
export function WaitingFor({ session }: { readonly session: Session }) {
  const text = useText()
  const words = useStore(session.store, ({ phase }) =>
    silentPhases.includes(phase.name) ? '' : phaseText(text, phase),
  )
  return <span className="numbers">{words}</span>
}
