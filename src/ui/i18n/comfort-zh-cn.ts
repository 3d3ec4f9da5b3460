import type { Amounts } from './amounts.ts'
import type { comfortEn } from './comfort-en.ts'

/** What is said in Chinese of the command palette, shortcuts and quoting. */
export function comfortZhCn(_: Amounts): ReturnType<typeof comfortEn> {
  return {
    palette: '命令',
    paletteField: '输入命令或对话名称',
    paletteCommands: '操作',
    paletteNothing: '没有找到。',
    shortcuts: '键盘快捷键',
    shortcutsEverywhere: '任何地方',
    shortcutsWriting: '书写时',
    shortcutNewLine: '换行',
    shortcutPrompts: '常用提示（消息开头）',
    shortcutQuote: '引用选中的文字',
    commandStop: '停止回答',
    commandRetry: '重新回答',
    commandContinue: '接着回答',
    commandCopy: '复制最后的回答',
    commandWrite: '回到输入框',
    commandSmall: '打开置顶小窗口',
    commandCopyLink: '复制此对话的链接',
    commandContext: '查看模型读到的内容',
    commandChatSettings: '设置本对话',
    commandPresets: '编辑人设和常用提示',
    commandModels: '选择模型',
    whatLeaves: '什么会离开这台设备？',
    commandImport: '从文件导入对话',
    commandBackUp: '备份全部内容',
    commandRestore: '恢复备份',
    commandLock: '立即上锁',
    commandTheme: '切换浅色与深色',
    commandLanguage: 'Switch to English',
  }
}
