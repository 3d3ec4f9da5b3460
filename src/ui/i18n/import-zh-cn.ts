import type { Amounts } from './amounts.ts'
import type { importEn } from './import-en.ts'

/** What is said in Chinese by the dialog that imports chats. */
export function importZhCn({ formats }: Amounts): ReturnType<typeof importEn> {
  const { date, integer } = formats
  return {
    importIntro:
      '可以导入 Hermit、ChatGPT 或 Open WebUI 导出的对话：JSON 文件，或 ChatGPT 发来的 zip 压缩包。导入之前会先列出文件里有什么；文件不会离开这台设备。',
    importChoose: '选择文件',
    importChooseOther: '选择其他文件',
    importFile: '对话文件',
    importReading: name => `正在读取 ${name}`,
    importSaving: '正在导入',
    importFrom: source => `来自 ${source}`,
    importFound: (number, messages) => `${integer(number)} 个对话，${integer(messages)} 条消息`,
    importDates: (from, to) => {
      const [first, last] = [date(from), date(to)]
      return first === last ? first : `${first}至${last}`
    },
    importList: '文件中的对话',
    importAll: '文件中的全部对话',
    importMessages: number => `${integer(number)} 条消息`,
    importSame: '这里已有',
    importDiffers: '与这里的不同',
    importMore: number => `另有 ${integer(number)} 个`,
    importTwice: '这里也有、但内容不同的对话',
    importTwiceHint: number => `文件里有 ${integer(number)} 个对话这里也有，但内容不同。`,
    importKeepBoth: '两份都留',
    importReplace: '替换现有',
    importLeave: '不导入',
    importPresets: (personas, prompts) =>
      `同时导入 ${integer(personas)} 个角色和 ${integer(prompts)} 条提示词`,
    importPresetsHint: '编号与这里相同的，保持这里的内容不变。',
    importDo: number => `导入 ${integer(number)} 个对话`,
    importNothing: '还没有选中任何对话。',
    importNoChats: '这个文件里没有对话。',
    importAllHere: '文件里的对话这里都已经有了。',
    importDone: number => `${integer(number)} 个对话已加入列表。`,
    importUndone: '已撤销，一切恢复原样。',
    importFinish: '完成',
    importRefused: '没有导入',
    importWhere: (place, expected) => `${place}：应为${expected}`,
    importExpected: {
      string: '文字',
      number: '数字',
      boolean: '“是”或“否”（true / false）',
      array: '列表',
      object: '对象',
      id: '由字母和数字组成的编号',
      unique: '不重复的编号',
      time: '以毫秒计的时间',
      other: '别的值',
    },

    partImage: '图片',
    partAudio: '录音',
    partFile: '文件',
  }
}
