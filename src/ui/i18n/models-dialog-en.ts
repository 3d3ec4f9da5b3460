import type { Ability, Architecture } from '../../models/catalogue/offer.ts'
import type { FitReason } from '../../models/fit/fit.ts'
import type { Recommendation } from '../../models/fit/recommend.ts'
import type { Trust } from '../../models/model.ts'
import type { Amounts } from './amounts.ts'

/** A sentence for each reason; bytes that are needed and that there are, where it has them. */
export type FitTexts = Record<FitReason['code'], (needsBytes: number, hasBytes: number) => string>

const abilities: Record<Ability, string> = {
  thinking: 'Thinking',
  vision: 'Pictures',
  tools: 'Tools',
  code: 'Code',
  embedding: 'Embedding',
}

const architectures: Record<Architecture, string> = {
  dense: 'dense: all weights for every token',
  moe: 'mixture of experts: some of the weights for each token',
  hybrid: 'hybrid: a running state in place of most attention',
}

/** What the models dialog says in English. */
export function modelsDialogEn({ formats, tokens, duration }: Amounts) {
  const { integer, decimal, bytes, memory, percent } = formats
  const millions = (value: number) =>
    value >= 1000 ? `${decimal(value / 1000)} billion` : `${integer(value)} million`
  const rate = (perSecond: number) => (perSecond < 10 ? decimal(perSecond) : integer(perSecond))
  const trust: Record<Trust, (host: string) => string> = {
    card: () => 'Checked against Hermit’s own list',
    host: host => `Checked against what ${host === '' ? 'its host' : host} declares`,
    'first-use': () => 'Recorded when it first came, and checked since',
  }
  /** Why a build cannot run here. */
  const fitObstacles: FitTexts = {
    'no-wasm': () => 'Does not run here: this browser forbids WebAssembly.',
    'no-simd': () => 'Does not run here: this browser’s WebAssembly has no SIMD.',
    'no-webgpu': () => 'Does not run here: it needs WebGPU, which this browser does not offer.',
    'small-gpu': () => 'Does not run here: the graphics processor lacks something it needs.',
    'software-gpu': () => 'Does not run here: the graphics processor is only imitated by software.',
    'no-f16': () => 'Does not run here: the graphics processor has no 16-bit floats.',
    'small-buffers': (needs, has) =>
      `Does not run here: the graphics processor would have to take ${memory(needs)} at a time and takes ${memory(has)}.`,
    'wasm-limit': (needs, has) =>
      `Does not run here: it needs ${memory(needs)} of memory, and on the processor a tab can have ${memory(has)}.`,
    'too-little-memory': (needs, has) =>
      `Does not run here: it needs ${memory(needs)} of memory, and this device has ${memory(has)}.`,
    'no-room': (needs, has) => `Does not fit: it needs ${bytes(needs)} of room, and ${bytes(has)} are free.`,
    slow: () => 'Slower here than anyone reads.',
  }
  /** What speaks against one that may run all the same. */
  const fitWarnings: FitTexts = {
    ...fitObstacles,
    'software-gpu': () => 'The graphics processor is only imitated by software: expect it to be slow.',
    'wasm-limit': (_, has) =>
      `Nearly fills the ${memory(has)} that a tab can have; a long chat may be too much.`,
    'too-little-memory': needs => `Takes ${memory(needs)} of memory: close other programs before you use it.`,
  }
  return {
    abilities,
    architectures,
    trust,
    fitObstacles,
    fitWarnings,

    onThisDevice: 'On this device',
    getModel: 'Get a model',
    opening: 'Opening…',
    isHere: 'On this device',

    // a model
    parameters: 'Parameters',
    parametersValue: millions,
    activeParameters: (all: number, active: number) =>
      `${millions(all)}, ${millions(active)} at work per token`,
    architecture: 'Architecture',
    size: 'Size',
    sizeValue: (size: number, quantisation: string) =>
      quantisation === '' ? bytes(size) : `${bytes(size)} (${quantisation})`,
    sizeAbout: (size: number) => `about ${bytes(size)}`,
    contextInUse: (here: number, whole: number) => `${tokens(here)} here (the model can ${integer(whole)})`,
    contextTrained: (here: number, trained: number) => `${tokens(here)} (trained for ${integer(trained)})`,
    licence: 'Licence',
    languages: 'Languages',
    speed: 'Speed',
    speedHere: (perSecond: number) => `about ${rate(perSecond)} tokens/s here`,
    speedMeasured: (perSecond: number) => `${rate(perSecond)} tokens/s here`,
    speedBoth: (measured: number, predicted: number) =>
      `${rate(measured)} tokens/s here (predicted ${rate(predicted)})`,
    firstWord: 'First word',
    firstWordAbout: (ms: number) => `after about ${duration(ms)}`,
    files: 'Files',

    // what runs it
    withoutReuse:
      'This graphics processor gave different text when it reused what it had read, so every message is read anew.',
    runOn: 'Run on',
    onGpu: 'Graphics processor',
    onCpu: 'Processor',
    runOnHint: 'Takes effect at once: the model is loaded anew, and an answer being written stops.',
    failedBefore:
      'Something failed on the graphics processor before, and Hermit avoids it. Trying again forgets that.',

    // on this device
    inUse: 'In use',
    modelGoodFor: 'Good for: plain English questions, short texts, first ideas, simple Python.',
    modelNotFor: 'Not for: arithmetic, translation, long documents, or facts you have to rely on.',
    alsoHere: 'Also on this device',
    noneElse: 'No other model is here yet. Hermit can say which ones suit this device.',
    unload: 'Unload',
    unloadHint: 'Gives its memory back. It returns as soon as you write.',
    checkFiles: 'Check files',
    saveAsPack: 'Save as pack',
    checking: (fraction: number) => `Checking ${percent(fraction)}`,
    packing: (fraction: number) => `Saving ${percent(fraction)}`,
    deleting: 'Deleting…',
    checkedWhole: 'All files are whole.',
    checkedDamaged: (toFetch: number) =>
      toFetch > 0 ? `Damaged: ${bytes(toFetch)} have to be fetched again.` : 'Some files are damaged.',
    packed: 'Saved as a pack.',
    repair: 'Repair',
    deleteModel: 'Delete model',
    deleteModelAsk: (size: number) =>
      `This frees ${bytes(size)}. Your chats stay. Hermit cannot answer until the model is downloaded again.`,
    deleteInUseAsk: (size: number) =>
      `This frees ${bytes(size)}. Your chats stay, and Hermit goes on with the model that comes with it.`,
    deleteOtherAsk: (size: number) => `This frees ${bytes(size)}. Your chats stay.`,
    deleteModelYes: 'Delete',
    modelLost: (name: string) =>
      `${name} is not on this device any more: the browser has cleared it. Your chats are whole.`,
    downloadAgain: 'Download again',
    modelDeleted: (name: string, freed: number) => `${name} is deleted; ${bytes(freed)} are free again.`,

    // downloads
    downloads: 'Downloads',
    downloadModel: (name: string) => `Download ${name}`,
    cancelDownloadAsk: 'What has arrived of it is deleted as well.',
    keepDownload: 'Keep it',
    meteredAsk: (size: string) =>
      `This connection may be metered, and the model is ${size}. Download it now?`,
    meteredYes: 'Download now',

    // get a model
    recommended: 'Recommended for this device',
    recommendedWhy: {
      'most-capable': 'Of all that run at a good pace here, the most capable.',
      fastest: 'None runs at a good pace here; this one is the quickest.',
      'not-measured': 'How fast this device is, is not known; this one asks least of it.',
    } satisfies Record<Recommendation['reason'], string>,
    measuring: 'Measuring this device',
    measuringWords: 'It takes up to 20 seconds, once. Then Hermit knows what runs here, and how fast.',
    measuredOn: (at: number) => `Measured on this device on ${formats.date(at)}.`,
    notMeasured: 'This device has not been measured.',
    measureAgain: 'Measure again',
    allModels: 'All models',
    show: 'Show',
    showRunning: 'Runs here',
    showAll: 'All',
    nothingRuns: 'None of the models would run here. Look at all of them to see why.',
    builds: 'Builds',
    bestBuild: 'suggested',
    build: (processor: string, quantisation: string, size: string, memoryBytes: number) =>
      `${processor}, ${quantisation}: ${size}, takes ${memory(memoryBytes)} of memory`,

    // a model of one’s own
    addModel: 'Add a model of your own',
    addFromFile: 'Add a model from a file',
    addFromFileHint:
      'A GGUF file (all its parts together) or a .hermitpack. Dropping it on the page works too.',
    addByAddress: 'Add a WebLLM model by address',
    addByAddressHint:
      'Its folder is fetched from there, and its library runs on this device. Add only what you trust.',
    modelAddress: 'Model address',
    modelAddressHint: 'The folder that holds mlc-chat-config.json',
    libraryAddress: 'Library address',
    libraryAddressHint: 'The compiled library, a file that ends in .wasm',
    notAnAddress: 'This is not an address that begins with https://.',
    add: 'Add',
    addingModel: (name: string) => `Adding ${name}`,
    aboutFile: 'About this file',
    packFile: 'A pack made by Hermit. Its files are checked as they come in.',
    chatTemplate: 'Chat template',
    hasTemplate: 'yes',
    noTemplate: 'none: it only goes on with a text, and answers badly',
    noLicence: 'not given in the file',
    memory: 'Memory',
    memoryAbout: (amount: number) => `about ${memory(amount)}`,
    filesOf: (name: string, files: number) => (files === 1 ? name : `${name} (${integer(files)} files)`),

    // storage
    room: 'What takes room',
    roomModels: 'Models',
    roomChats: 'Chats',
    roomDocuments: 'Documents',
    roomOther: 'Hermit itself',
    roomFree: 'Free',
    roomQuota: (quota: number) => `This browser allows Hermit ${bytes(quota)}.`,
    roomKept: 'Kept until you clear it.',
    roomAtRisk: 'The browser may clear this when it runs out of room.',
    counting: 'Counting…',
  }
}
