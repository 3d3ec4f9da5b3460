import type { ChoiceReason, Processor } from '../../engines/ladder.ts'
import type { FaultCode } from '../../fault.ts'
import { answersEn } from './answers-en.ts'
import { appFaultsEn } from './app-faults-en.ts'
import { branchesEn } from './branches-en.ts'
import { comfortEn } from './comfort-en.ts'
import { contextEn } from './context-en.ts'
import { documentFaultsEn } from './document-faults-en.ts'
import { findingEn } from './finding-en.ts'
import { createFormats, type FaultNumbers } from './formats.ts'
import { harderEn } from './harder-en.ts'
import { mcpFaultsEn } from './mcp-faults-en.ts'
import { modelsEn } from './models-en.ts'
import { presetsEn } from './presets-en.ts'
import { sharingEn } from './sharing-en.ts'
import { tabsEn } from './tabs-en.ts'
import { thinkingEn } from './thinking-en.ts'
import { toolFaultsEn } from './tool-faults.ts'
import { transferEn } from './transfer-en.ts'

const formats = createFormats('en')
const { integer, decimal, percent, bytes, memory } = formats

const count = (value: number, one: string, many: string) => `${integer(value)} ${value === 1 ? one : many}`
const tokens = (value: number) => count(value, 'token', 'tokens')

function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 10) return `${decimal(seconds)} s`
  if (seconds < 90) return `${integer(seconds)} s`
  if (seconds < 5400) return count(Math.round(seconds / 60), 'minute', 'minutes')
  return count(Math.round(seconds / 3600), 'hour', 'hours')
}

const documentFaults = documentFaultsEn(formats)
const toolFaults = toolFaultsEn(formats)
const mcpFaults = mcpFaultsEn(formats)

const amounts = { formats, tokens, duration, count }

/** Engines by their id, as a receipt names them. */
const engineNames: Readonly<Record<string, string>> = {
  webllm: 'graphics processor (WebLLM)',
  wllama: 'processor (llama.cpp)',
}

/** What went wrong and what it means, a sentence or two for each code. */
const faults: Record<FaultCode, (numbers: FaultNumbers) => string> = {
  unsupported: () =>
    'This browser cannot run the model: it lacks a part of WebAssembly. An up-to-date Chrome, Edge, Firefox or Safari can.',
  'out-of-memory': () =>
    'The device ran out of memory for the model. Closing other tabs or programs makes room.',
  network: () => 'The connection broke before everything had arrived. What did arrive is kept.',
  'bad-weights': () => 'The model’s files could not be opened, so Hermit cannot answer yet.',
  'context-overflow': ({ promptTokens, contextTokens }) =>
    promptTokens !== undefined && contextTokens !== undefined
      ? `This chat is ${tokens(promptTokens)} long, and the model reads ${integer(contextTokens)} at most.`
      : 'This chat is longer than the model can read at once.',
  'wrong-output': () => 'This graphics processor computes the model wrongly, so Hermit does not use it.',
  'device-lost': () => 'The graphics processor stopped working. What was already written is kept.',
  crashed: () => 'The engine stopped unexpectedly. What was already written is kept.',
  'message-too-long': ({ overTokens, contextTokens }) =>
    overTokens !== undefined && contextTokens !== undefined
      ? `This message is ${tokens(overTokens)} too long: the model reads ${integer(contextTokens)}, its answer included.`
      : 'This message is longer than the model can read at once.',
  'chat-too-long': ({ overTokens, contextTokens }) =>
    overTokens !== undefined && contextTokens !== undefined
      ? `This chat has grown ${tokens(overTokens)} past the ${integer(contextTokens)} that the model can read. The oldest messages can be left out; they stay here for you.`
      : 'This chat has grown longer than the model can read. The oldest messages can be left out; they stay here for you.',
  'wasm-blocked': () =>
    'This browser or network forbids WebAssembly, and without it the model cannot run here.',
  offline: () => 'There is no connection, so the model could not be downloaded. What did arrive is kept.',
  'server-error': ({ status }) =>
    status === undefined
      ? 'The server that holds the model did not answer as it should.'
      : `The server that holds the model did not answer as it should (error ${String(status)}).`,
  'model-missing': () => 'The model’s files could not be found, so Hermit cannot answer yet.',
  'model-damaged': () =>
    'The model’s files are damaged and are not used. Repairing downloads only the damaged parts again.',
  'captive-portal': () =>
    'The network sent a web page instead of the model, as Wi-Fi does before you sign in. Sign in to it first.',
  'model-changed': () =>
    'The host has another version of this model now, so what came does not fit what is here. Nothing of it is used.',
  'not-fetchable': () =>
    'This model came from a file, so it cannot be downloaded again. Add the file once more.',
  'not-a-model': () => 'This is not a model that Hermit can read: it wants a GGUF file or a .hermitpack.',
  'model-unsupported': () =>
    'This model is of a kind that Hermit’s engines do not know, so it cannot run here.',
  'model-too-large': ({ neededBytes, limitBytes }) =>
    neededBytes !== undefined && limitBytes !== undefined
      ? `This model needs ${memory(neededBytes)} of memory, and here it can have ${memory(limitBytes)}.`
      : 'This model needs more memory than it can have here.',
  'parts-missing': ({ have, of }) =>
    have !== undefined && of !== undefined
      ? `This model is in ${integer(of)} files, and ${integer(have)} of them were given. Choose all of them together.`
      : 'Some of this model’s files were not given. Choose all of them together.',
  'pack-damaged': () =>
    'This pack is damaged or was cut, so nothing of it was taken in. Copy it again from where it came.',
  'pack-newer': () => 'This pack was made by a newer Hermit. Update Hermit here, then open it again.',
  'storage-full': ({ neededBytes, freeBytes }) =>
    neededBytes !== undefined
      ? `There is not enough room: ${bytes(neededBytes)} needed${freeBytes === undefined ? '' : `, ${bytes(freeBytes)} free`}. Make room on this device first.`
      : 'The room this browser gives Hermit is used up, so nothing new can be kept.',
  'storage-unavailable': () =>
    'This browser keeps nothing for Hermit, as in a private window: chats will be gone when this tab closes.',
  'storage-failed': () => 'The browser could not save the latest changes. They are still here in this tab.',
  'storage-newer': () =>
    'These chats were saved by a newer Hermit. You can read and export them here, but not change them.',
  'storage-blocked': () =>
    'Another tab is holding on to the chats, so nothing is saved from here. Close the other tab and reload.',
  'storage-conflict': () =>
    'Another tab changed the same chat at the same moment. Nothing is lost; it is being put together.',
  'vault-locked': () => 'Your chats are locked. Unlock them with your passphrase.',
  'wrong-passphrase': () => 'That is not the passphrase. Nothing has been changed.',
  'backup-unknown': () => 'This file is not a Hermit backup. Nothing was restored.',
  'backup-cut': () => 'This backup is incomplete: its end is missing. Nothing was restored.',
  'backup-damaged': () =>
    'This backup is damaged: a part of it is not as it was written. Nothing was restored.',
  'backup-newer': () =>
    'This backup was made by a newer Hermit. Update Hermit, then restore it. Nothing was changed.',
  'backup-wrong-field': () => 'This backup has a value of the wrong kind. Nothing was restored.',
  'air-gapped': () => 'The air gap is on: nothing may leave this device. Switch it off in Settings first.',
  'clipboard-blocked': () =>
    'The browser did not let Hermit copy. Allow it for this page, or select the text and copy it yourself.',
  'reminder-past': () => 'That moment has passed already, so there is nothing to wait for.',
  'time-unreadable': () => 'Hermit could not read the time in it. Say it as a date and a time of day.',
  'no-translator': () =>
    'The model in use cannot translate between these languages. “Translate” shows which models can.',
  'app-updated': () =>
    'Hermit was updated in the meantime, and a part of this version is gone. Reload to go on; nothing is lost.',
  'engine-moved': () =>
    'The tab that ran the model was closed or stopped responding. What was written is kept, and the model now runs in another tab.',
  'chat-unreadable': ({ chats = 1 }) =>
    chats === 1
      ? `${integer(chats)} chat could not be read; it is kept as it is.`
      : `${integer(chats)} chats could not be read; they are kept as they are.`,
  'schema-unreadable': () =>
    'The form of this chat’s answers could not be read. It can be set anew in the chat’s settings.',
  'import-unknown': () =>
    'This is no file of chats that Hermit knows: it wants an export of Hermit, ChatGPT or Open WebUI. Nothing was taken in.',
  'import-cut': () => 'This file is cut off or damaged, so nothing of it was taken in. Export it anew.',
  'import-newer': () =>
    'This file was made by a newer Hermit. Update Hermit here, then import it again. Nothing was taken in.',
  'import-wrong-field': () =>
    'Something in this file is not what it should be, so nothing of it was taken in.',
  'import-too-large': ({ bytes: have, limitBytes }) =>
    have !== undefined && limitBytes !== undefined
      ? `There are ${bytes(have)} or more in this file, and Hermit imports ${bytes(limitBytes)} at once. Nothing was taken in.`
      : 'This file is larger than Hermit imports at once. Nothing was taken in.',
  'import-too-many': ({ messages, limit }) =>
    messages !== undefined && limit !== undefined
      ? `There are ${integer(messages)} messages in this file, and Hermit imports ${integer(limit)} at once. Nothing was taken in.`
      : 'There are more chats in this file than Hermit imports at once. Nothing was taken in.',
  'import-too-deep': () =>
    'This file is nested deeper than any export of chats, so Hermit did not read on. Nothing was taken in.',
  'import-zip-damaged': () =>
    'This zip is damaged, or its list of files is not true, so nothing of it was taken in.',
  ...documentFaults.faults,
  ...toolFaults.faults,
  ...appFaultsEn.faults,
  ...mcpFaults.faults,
}

/** The same in a word or two, for the line of the engine. */
const faultNames: Record<FaultCode, string> = {
  unsupported: 'this browser cannot run it',
  'out-of-memory': 'out of memory',
  network: 'connection lost',
  'bad-weights': 'files cannot be opened',
  'context-overflow': 'chat too long',
  'wrong-output': 'graphics processor computes wrongly',
  'device-lost': 'graphics processor lost',
  crashed: 'engine crashed',
  'message-too-long': 'message too long',
  'chat-too-long': 'chat too long',
  'wasm-blocked': 'WebAssembly forbidden',
  offline: 'offline',
  'server-error': 'server error',
  'model-missing': 'model not found',
  'model-damaged': 'model damaged',
  'captive-portal': 'Wi-Fi wants a sign-in',
  'model-changed': 'model changed on its host',
  'not-fetchable': 'file to be added again',
  'not-a-model': 'not a model',
  'model-unsupported': 'model not supported',
  'model-too-large': 'model too large',
  'parts-missing': 'files missing',
  'pack-damaged': 'pack damaged',
  'pack-newer': 'pack from a newer Hermit',
  'storage-full': 'not enough room',
  'storage-unavailable': 'nothing can be kept',
  'storage-failed': 'storage failed',
  'storage-newer': 'chats from a newer Hermit',
  'storage-blocked': 'storage in use elsewhere',
  'storage-conflict': 'changed in another tab',
  'vault-locked': 'chats locked',
  'wrong-passphrase': 'wrong passphrase',
  'backup-unknown': 'not a backup',
  'backup-cut': 'backup incomplete',
  'backup-damaged': 'backup damaged',
  'backup-newer': 'backup is newer',
  'backup-wrong-field': 'backup unreadable',
  'air-gapped': 'air gap is on',
  'clipboard-blocked': 'not allowed to copy',
  'reminder-past': 'moment has passed',
  'time-unreadable': 'time not readable',
  'no-translator': 'no model can translate',
  'app-updated': 'Hermit was updated',
  'engine-moved': 'the model moved to another tab',
  'chat-unreadable': 'chat unreadable',
  'schema-unreadable': 'form of answers unreadable',
  'import-unknown': 'no file of chats',
  'import-cut': 'file cut off',
  'import-newer': 'file from a newer Hermit',
  'import-wrong-field': 'file with an error',
  'import-too-large': 'file too large',
  'import-too-many': 'too many messages',
  'import-too-deep': 'file nested too deep',
  'import-zip-damaged': 'zip damaged',
  ...documentFaults.faultNames,
  ...toolFaults.faultNames,
  ...appFaultsEn.faultNames,
  ...mcpFaults.faultNames,
}

/** The one thing to do about each. */
const faultActions: Record<FaultCode, string> = {
  unsupported: 'Try again',
  'out-of-memory': 'Try again',
  network: 'Try again',
  'bad-weights': 'Try again',
  'context-overflow': 'Retry',
  'wrong-output': 'Try again',
  'device-lost': 'Try again',
  crashed: 'Try again',
  'message-too-long': 'Shorten',
  'chat-too-long': 'Leave out oldest',
  'wasm-blocked': 'Try again',
  offline: 'Try again',
  'server-error': 'Try again',
  'model-missing': 'Try again',
  'model-damaged': 'Repair',
  'captive-portal': 'Try again',
  'model-changed': 'Try again',
  'not-fetchable': 'Dismiss',
  'not-a-model': 'Dismiss',
  'model-unsupported': 'Dismiss',
  'model-too-large': 'Dismiss',
  'parts-missing': 'Dismiss',
  'pack-damaged': 'Dismiss',
  'pack-newer': 'Dismiss',
  'storage-full': 'Try again',
  'storage-unavailable': 'Export chats',
  'storage-failed': 'Try again',
  'storage-newer': 'Export chats',
  'storage-blocked': 'Export chats',
  'storage-conflict': 'Try again',
  'vault-locked': 'Unlock',
  'wrong-passphrase': 'Dismiss',
  'backup-unknown': 'Dismiss',
  'backup-cut': 'Dismiss',
  'backup-damaged': 'Dismiss',
  'backup-newer': 'Dismiss',
  'backup-wrong-field': 'Dismiss',
  'air-gapped': 'Try again',
  'clipboard-blocked': 'Try again',
  'reminder-past': 'Dismiss',
  'time-unreadable': 'Dismiss',
  'no-translator': 'Open Translate',
  'app-updated': 'Reload',
  'engine-moved': 'Try again',
  'chat-unreadable': 'Dismiss',
  'schema-unreadable': 'Retry',
  'import-unknown': 'Dismiss',
  'import-cut': 'Dismiss',
  'import-newer': 'Dismiss',
  'import-wrong-field': 'Dismiss',
  'import-too-large': 'Dismiss',
  'import-too-many': 'Dismiss',
  'import-too-deep': 'Dismiss',
  'import-zip-damaged': 'Dismiss',
  ...documentFaults.faultActions,
  ...toolFaults.faultActions,
  ...appFaultsEn.faultActions,
  ...mcpFaults.faultActions,
}

/** Why the model runs where it runs. That a graphics processor is faster needs no words. */
const choiceReasons: Record<Exclude<ChoiceReason, 'faster-gpu'>, string> = {
  asked: 'You chose it.',
  'no-webgpu': 'This browser offers no WebGPU here.',
  'software-gpu': 'The graphics processor here is only imitated by software.',
  'small-gpu': 'The graphics processor here is too small for the model.',
  'slow-gpu': 'The graphics processor is slower here.',
  'failed-gpu': 'The graphics processor failed on this device before.',
  'no-gpu-build': 'The files that this model needs for a graphics processor are not here.',
  'cpu-model': 'This model runs on processors only.',
  'gpu-model': 'This model runs on graphics processors only.',
}

/** What happened on the graphics processor when Hermit went a step down; for any other fault it just stopped. */
const stepDownCauses: Partial<Record<FaultCode, string>> = {
  unsupported: 'This graphics processor cannot run the model.',
  'out-of-memory': 'The graphics processor ran out of memory.',
  'bad-weights': 'The model’s files could not be opened on the graphics processor.',
  'wrong-output': 'This graphics processor computes the model wrongly.',
  'device-lost': 'The graphics processor stopped working.',
}

/** Everything that Hermit says in English. The other languages have exactly these keys. */
export const en = {
  amounts,
  formats,
  faults,
  faultNames,
  faultActions,
  choiceReasons,
  ...modelsEn(amounts),
  ...answersEn(amounts),
  ...sharingEn(amounts),
  ...tabsEn,
  ...thinkingEn(amounts),
  ...harderEn(amounts),
  ...branchesEn(amounts),
  ...contextEn(amounts),
  ...findingEn(amounts),
  ...transferEn(),
  ...presetsEn(amounts),
  ...comfortEn(amounts),
  unknownFault: 'Something went wrong that Hermit has no words for. What was already written is kept.',

  // the house
  appName: 'Hermit',
  chats: 'Chats',
  newChat: 'New chat',
  searchChats: 'Search chats',
  today: 'Today',
  earlier: 'Earlier',
  noChats: 'Your chats will be listed here.',
  noMatches: 'No chat has these words.',
  untitled: 'New chat',
  rename: (title: string) => `Rename ${title}`,
  delete: (title: string) => `Delete ${title}`,
  chatName: 'Chat name',
  answering: 'An answer is being written',
  deleted: (title: string) => `“${title}” is deleted`,
  undo: 'Undo',
  closeChats: 'Close chats',
  privacy: 'Nothing you write leaves this device unless you send it',
  offlineReady: 'Works offline',
  install: 'Install Hermit',
  updateReady: 'A new version is ready',
  update: 'Update',
  updateRefused: 'Not yet: an answer is still being written. Update when it is done.',

  // the engine
  engine: 'Engine',
  modelButton: (name: string) => `Model: ${name}`,
  starting: 'Starting',
  ready: 'Ready',
  readyOn: (processor: Processor) => `Ready · ${processor === 'gpu' ? 'GPU' : 'CPU'}`,
  resting: 'Resting until you type',
  elsewhere: 'Runs in another tab',
  notDownloaded: 'Model not downloaded',
  downloading: (fraction: number) => `Downloading ${percent(fraction)}`,
  waitingOffline: 'Offline, download waits',
  waitingRetry: 'Download waits',
  loading: (fraction: number) => `Loading ${percent(fraction)}`,
  stopped: (reason: string) => `Stopped: ${reason}`,
  modelReadyNews: 'The model is ready.',

  // the first minutes
  tagline: 'An AI assistant that runs in this tab alone: private, and at home without a network.',
  downloadTitle: 'Fetching the model',
  downloadWhy: 'Only this once. You can write already; the answer will follow.',
  downloadProgress: (done: number, of: number) => `${bytes(done)} of ${bytes(of)}`,
  downloadSpeed: (bytesPerSecond: number) => `${bytes(bytesPerSecond)}/s`,
  timeLeft: (ms: number) => `about ${duration(Math.max(1000, Math.round(ms / 1000) * 1000))} left`,
  pause: 'Pause',
  resume: 'Resume',
  download: 'Download',
  pausedTitle: 'The download is paused',
  pausedWords: (left: number) => `${bytes(left)} still to come. What has arrived is kept.`,
  needsDownloadTitle: 'The model is not on this device yet',
  needsDownload: (size: number) =>
    `Hermit needs it to answer: ${bytes(size)}, kept in this browser and used offline from then on.`,
  tryThese: 'Try one of these',
  examplesNote: '',
  cafeRequest: 'Order two oat flat whites for Anna at half past nine',
  cafeNote: 'in an example café',

  // the conversation
  conversation: 'Conversation',
  you: 'You',
  assistant: 'Assistant',
  message: 'Message',
  messagePlaceholder: 'Write to Hermit',
  send: 'Send',
  stop: 'Stop',
  hint: 'Hermit’s model is small and can be wrong. Check what matters.',
  readOnlyHint: 'This chat can be read here, but not continued.',
  shortened: 'Shortened to fit.',
  waitingForModel: 'Waiting for the model…',
  reading: (done: number, of: number) =>
    of > 0 ? `Reading your message… ${integer(done)} of ${tokens(of)}` : 'Reading your message…',
  writing: 'Writing…',
  answerDone: 'The answer is complete.',
  answerStopped: 'You stopped this answer.',
  answerLength: 'This answer reached its length limit and was cut off here.',
  answerInterrupted: 'This answer was interrupted.',
  answerEmpty: 'The model had nothing to say.',
  retry: 'Retry',
  continue: 'Continue',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Not copied',
  previousVersion: 'Previous version',
  nextVersion: 'Next version',
  versionOf: (number: number, of: number) => `${integer(number)}/${integer(of)}`,
  tokensPerSecond: (value: number) => `${decimal(value)} tokens/s`,
  firstWordAfter: (ms: number) => `first word after ${duration(ms)}`,
  tokens,
  writer: ({ modelName, engineId, build }: { modelName: string; engineId: string; build: string }) =>
    `${modelName} · ${engineNames[engineId] ?? engineId} · ${build}`,
  /** Between two writers of one answer. */
  thenWriter: ', then ',
  promptDetail: (prompt: number, cached: number) =>
    `Prompt: ${tokens(prompt)}, ${integer(cached)} of them remembered from before`,
  contextStart: 'The model no longer reads what is above',
  showEarlier: (count: number) => `Show earlier messages (${integer(count)})`,
  showWhole: (characters: number) => `Show all ${integer(characters)} characters`,
  jumpToLatest: 'Jump to latest',

  // abilities
  summariseTitle: 'Summarise',
  summariseCommand: 'summarise',
  summariseHint: 'A document, or what stands here: key points with their pages',

  // banners
  exportChats: 'Export chats',
  tryAgain: 'Try again',
  ok: 'OK',
  stepDownCause: (code: FaultCode) => stepDownCauses[code] ?? 'The part that runs the model stopped.',
  stepDown: (cause: string, deed: string) => `${cause} ${deed}`,
  nowShorter: (contextTokens: number) =>
    `Hermit goes on, reading less of the chat at once (${tokens(contextTokens)}).`,
  nowSmaller: 'Hermit goes on with a smaller model.',
  nowOnCpu: 'Hermit now runs on the processor.',
  nowSmallerOnCpu: 'Hermit now runs a smaller model, on the processor.',

  // dialogs
  close: 'Close',
  cancel: 'Cancel',
  settings: 'Settings',
  language: 'Language',
  system: 'System',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  minutes: (minutes: number) => count(minutes, 'minute', 'minutes'),
  never: 'Never',
  storage: 'Storage',
  askToPersist: 'Ask the browser to keep it',
  deleteEverything: 'Delete everything',
  deleteEverythingAsk:
    'This deletes all chats, documents, settings and models in this browser. It cannot be undone.',
  deleteEverythingYes: 'Delete it all',
  brokenView: 'This part of Hermit could not be shown. Your chats are safe.',
  reload: 'Reload',
}
