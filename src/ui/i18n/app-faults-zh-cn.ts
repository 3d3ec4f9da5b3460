import type { appFaultsEn } from './app-faults-en.ts'

/** What is said in Chinese where something goes wrong with a web app. */
export const appFaultsZhCn: typeof appFaultsEn = {
  faults: {
    'app-closed': () => '这个应用已不在对话旁打开。请重新打开后再试。',
    'app-silent': ({ seconds }) =>
      seconds === undefined
        ? '应用没有回应。'
        : `应用在 ${seconds} 秒内没有回应。请到应用里看看是否其实已经完成。`,
    'app-refused': () => '应用没有照办，原因见详情。',
    'app-unclear': () => '应用的回答 Hermit 无法接受。',
  },
  faultNames: {
    'app-closed': '应用未打开',
    'app-silent': '应用无回应',
    'app-refused': '应用拒绝了',
    'app-unclear': '应用回答不清',
  },
  faultActions: {
    'app-closed': '重试',
    'app-silent': '重试',
    'app-refused': '重试',
    'app-unclear': '重试',
  },
}
