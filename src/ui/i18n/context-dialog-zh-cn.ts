import type { Amounts } from './amounts.ts'
import type { contextDialogEn } from './context-dialog-en.ts'

/** What is said in Chinese by the dialog on what the model reads. */
export function contextDialogZhCn({
  formats: { integer },
  tokens,
}: Amounts): ReturnType<typeof contextDialogEn> {
  return {
    contextUse: (used, window) => `${integer(used)} / ${tokens(window)}`,
    contextWhy: '下一条消息发出时模型会读到的全部内容。装满之后总要让出一些，让出什么由你决定。',
    contextUncounted: '模型载入之后才能计数。',
    contextBusy: '正在写回答：这里是之前的数字，写完之前不能改动。',
    contextEstimated: 'Hermit 不认识这个模型的分词器：总数是准确的，各部分为估计。',
    contextAtLeast: '这段对话远远超出上下文，只数了最新的一部分。',
    contextParts: {
      system: '指令',
      summaries: '摘要',
      history: '消息',
      documents: '留给文档',
      draft: '草稿',
      answer: '留给回答',
      free: '空闲',
    },
    overflowPolicy: '对话超出上下文时',
    overflowPolicies: { ask: '先问我', drop: '略过最早的', summarise: '概括最早的' },
    overflowHints: {
      ask: 'Hermit 会停下来先问你，不会自行略过任何内容。',
      drop: '模型不再读取最早的几轮。它们仍留在对话里，并有一条线标明；固定的始终会读。',
      summarise: '模型先为最早的几轮写一段摘要，以后只读摘要。这要花些时间；摘要以卡片显示，可以撤销。',
    },
    contextTurns: '各轮对话',
    contextTurnsHint: '一轮是你的一条消息和它的回答。再按一次按钮就会撤销。',
    contextNoTurns: '这段对话的各轮会列在这里。',
    contextEarlier: value => `显示更早的各轮（${integer(value)}）`,
    pinTurn: '固定',
    leaveOutTurn: '略过',
    summariseTurn: '概括',
    selectTurn: words => `选择“${words}”`,
    leaveOutSelected: '略过所选',
    summariseSelected: '概括所选',
    turnsSelected: value => `已选 ${integer(value)} 轮`,
    turnStates: {
      read: '会读',
      pinned: '已固定',
      'left-out': '已略过',
      summarised: '已概括',
      dropped: '不再读取',
    },
    turnTokens: value => tokens(value),

    summaryOfTurns: value => `${integer(value)} 轮对话的摘要`,
    summaryText: '摘要',
    summaryWays: '由谁来写',
    summaryWay: { model: '模型', extract: '摘录原句' },
    summaryHint: {
      model: '请核对：小模型会漏掉内容。每个字都可以改，也可以自己写。',
      extract: '对话中的原句，一字不改。每个字都可以改，也可以自己写。',
    },
    summaryWriting: '正在写摘要…',
    summaryReady: '摘要写好了，请核对。',
    summaryFailed: '模型没能写出摘要。你可以自己写。',
    summaryStop: '停止写',
    summaryNotShorter: '它并不比原文短。',
    summaryUse: '使用这段摘要',
  }
}
