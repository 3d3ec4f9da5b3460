/** What the settings dialog says in English. */
export function settingsEn() {
  return {
    threads: 'Threads',
    rest: 'Let go of the model after',
    restHint:
      'An unused model gives its memory back and returns as you start typing. Automatic: after 10 minutes, on devices with little memory.',
    readAhead: 'Read along while I type',
    readAheadHint:
      'The first word of an answer comes sooner. Uses the processor while you type, but not when power has to be saved.',
    usageUnknown: 'This browser does not say how much it keeps.',
    persistRefused: 'The browser did not agree this time. Exporting your chats is a safe copy.',
    about: 'About',
    version: 'Version',
    isolation: 'Isolation',
    isolated: 'on (several threads can share the work)',
    notIsolated: 'off (one thread does the work)',
    licences: 'Licences of the parts',
    titlesByModel: 'Let the model name chats',
    titlesByModelHint: 'After the first answer, where the model is large enough to do it well.',

    modelHost: 'Model host',
    modelHostHint:
      'Where models are downloaded from: a mirror may be nearer or within reach where the first is not. Nothing you write is sent to it.',
    otherHost: 'Other',
    hostAddress: 'Host address',
    hostAddressHint: 'A mirror or server of your own that speaks Hugging Face’s protocol',
    notAHost: 'This is not the address of a host, such as https://models.example.org.',
  }
}
