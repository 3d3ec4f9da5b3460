import type { Amounts } from './amounts.ts'

/** What is said in English of models outside of their dialog. */
export function modelsEn({ formats: { integer }, tokens, count }: Amounts) {
  return {
    models: 'Models',

    // what runs it
    runningOn: (place: string, reason: string) => `Running on: ${place}${reason === '' ? '' : `. ${reason}`}`,
    gpuPlace: (name: string) => (name === '' ? 'graphics processor' : `graphics processor (${name})`),
    shorterPlace: (place: string, contextTokens: number) => `${place}, ${tokens(contextTokens)} at once`,
    cpuPlace: (threads: number) => `processor, ${count(threads, 'thread', 'threads')}`,

    // on this device
    automatic: 'Automatic',
    use: 'Use',
    chooseModel: (name: string) => `Use ${name}`,

    // downloads
    downloadingModel: (name: string) => `Downloading ${name}`,
    downloadingModels: (models: number) => `Downloading ${integer(models)} models`,
    cancelDownload: 'Cancel download',
    downloadPaused: 'Paused',
    waitingElsewhere: 'Fetched in another tab',
    downloadWaits: {
      offline: 'No connection. It goes on by itself when there is one.',
      retry: 'The host is slow to answer. Trying again shortly.',
      elsewhere: 'Another tab of Hermit is fetching it; nothing is fetched twice.',
    },
    downloadFailed: (name: string) => `The download of ${name} has stopped`,
    modelArrived: (name: string) => `${name} is on this device.`,

    // a model of one’s own
    dropFile: 'Drop documents, a model or exported chats to add them',
  }
}
