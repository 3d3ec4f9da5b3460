import type { Amounts } from './amounts.ts'

/** What is said in English by the dialog that imports chats. */
export function importEn({ formats, count }: Amounts) {
  const { date, integer } = formats
  const chats = (value: number) => count(value, 'chat', 'chats')
  return {
    // import
    importIntro:
      'Chats that Hermit, ChatGPT or Open WebUI exported, as JSON or as the zip that ChatGPT sends. You see what is in the file before anything is taken in, and it does not leave this device.',
    importChoose: 'Choose a file',
    importChooseOther: 'Choose another file',
    importFile: 'File with chats',
    importReading: (name: string) => `Reading ${name}`,
    importSaving: 'Taking the chats in',
    importFrom: (source: string) => `From ${source}`,
    importFound: (number: number, messages: number) =>
      `${chats(number)} with ${count(messages, 'message', 'messages')}`,
    importDates: (from: number, to: number) => {
      const [first, last] = [date(from), date(to)]
      return first === last ? first : `${first} to ${last}`
    },
    importList: 'Chats in this file',
    importAll: 'All chats in this file',
    importMessages: (number: number) => count(number, 'message', 'messages'),
    importSame: 'already here',
    importDiffers: 'differs from yours',
    importMore: (number: number) => `and ${integer(number)} more`,
    importTwice: 'Chats that are here and differ',
    importTwiceHint: (number: number) =>
      `${chats(number)} in this file ${number === 1 ? 'is' : 'are'} here as well, but not the same.`,
    importKeepBoth: 'Keep both',
    importReplace: 'Replace mine',
    importLeave: 'Leave out',
    importPresets: (personas: number, prompts: number) =>
      `Also ${count(personas, 'persona', 'personas')} and ${count(prompts, 'prompt', 'prompts')}`,
    importPresetsHint: 'Those with the same id as yours are left as they are here.',
    importDo: (number: number) => `Import ${chats(number)}`,
    importNothing: 'Nothing is chosen yet.',
    importNoChats: 'There is no chat in this file.',
    importAllHere: 'All chats in this file are here already.',
    importDone: (number: number) =>
      number === 1 ? 'The chat is in your list now.' : `${chats(number)} are in your list now.`,
    importUndone: 'Taken out again. Everything is as it was before.',
    importFinish: 'Done',
    importRefused: 'Not imported',
    importWhere: (place: string, expected: string) => `${place}: expected ${expected}`,
    importExpected: {
      string: 'text',
      number: 'number',
      boolean: 'true or false',
      array: 'a list',
      object: 'an object',
      id: 'an id of letters and digits',
      unique: 'an id that is not there twice',
      time: 'a time in milliseconds',
      other: 'another value',
    },

    // what stands for a part of an imported message that is no text
    partImage: 'Picture',
    partAudio: 'Recording',
    partFile: 'File',
  }
}
