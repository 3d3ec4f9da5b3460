import type { Amounts } from './amounts.ts'
import type { presetsEn } from './presets-en.ts'

/** What is said in Chinese of personas and prompts on the first screen; their dialogs have a table of their own. */
export function presetsZhCn({ formats }: Amounts): ReturnType<typeof presetsEn> {
  return {
    chatSettings: '对话设置',
    prompts: '常用提示',
    documents: '文档',
    documentsCommand: '文档',
    documentsHint: '阅读、搜索和管理文档',
    attach: '添加附件',
    promptsFound: number => `有 ${formats.integer(number)} 项可选`,
    managePrompts: '管理常用提示……',
    saveAsPrompt: '存为常用提示……',
    startWith: '换个人设聊聊',
    writeTo: name => `写给${name}`,
    builtInPersonas: {
      teacher: {
        name: '老师',
        instructions: '你是一位耐心的老师。请用浅显的话一步一步讲解，并举一个简短的例子。',
      },
      editor: {
        name: '编辑',
        instructions: '你是一位细心的编辑。请改正并润色给你的文字，保持原意，只写出改好的文字。',
      },
      programmer: {
        name: '程序员',
        instructions: '你是一位经验丰富的程序员。请给出能运行的代码，再用一两句话说明。',
      },
      storyteller: {
        name: '讲故事的人',
        instructions: '你很会讲故事。请用简短的句子写出生动的故事。',
      },
    },
    builtInPrompts: {
      explain: { name: '讲解', text: '请给从没听说过的人讲讲什么是{{主题}}。' },
      improve: { name: '润色', text: '请改正并润色下面的文字，保持原意和语气：\n\n{{文字}}' },
      ideas: { name: '点子', text: '请为{{事情}}想五个点子。' },
      email: { name: '邮件', text: '请给{{收件人}}写一封简短友好的邮件，说说{{事情}}。' },
    },
  }
}
