import type { Amounts } from './amounts.ts'
import type { branchesEn } from './branches-en.ts'

/** What is said in Chinese of editing, retrying, versions and branches. */
export function branchesZhCn({ formats: { integer, decimal } }: Amounts): ReturnType<typeof branchesEn> {
  return {
    edit: '编辑',
    editMessage: '编辑消息',
    editHint: '原来的消息会保留为先前的版本。',
    editWaits: '等这次回答结束后就可以发送。',
    messageOptions: '这条消息的更多操作',
    retryWith: '换个方式重答…',
    retryCareful: '更稳妥',
    retrySame: '照旧',
    retryVaried: '更多变',
    retryTemperature: '同一模型，温度',
    retryModel: '换一个模型',
    retryHarder: '多想几遍',
    back: '返回',
    quote: '引用',
    deleteBranch: '删除此分支',
    branchDeleted: messages => `已删除 ${integer(messages)} 条消息`,
    unanswered: '这个问题还没有回答。',
    answerIt: '回答',
    showLater: messages => `显示后面的消息（${integer(messages)} 条）`,
    askedTemperature: value => `温度 ${decimal(value)}`,
    askedSeed: seed => `种子 ${seed}`,
  }
}
