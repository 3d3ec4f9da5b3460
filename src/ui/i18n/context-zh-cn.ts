import type { Amounts } from './amounts.ts'
import type { contextEn } from './context-en.ts'

/** What is said in Chinese of what the model reads. */
export function contextZhCn({ formats: { integer }, tokens }: Amounts): ReturnType<typeof contextEn> {
  return {
    context: '上下文',
    contextMeter: (used, window) => `上下文：${integer(used)} / ${tokens(window)}`,
    contextMeterOver: (atLeast, window) => `上下文：超过 ${integer(atLeast)} / ${tokens(window)}`,
    contextMeterUnknown: '上下文：尚未计数',

    summaryTokens: (before, after) => `${tokens(before)} → ${tokens(after)}`,

    turnPinnedNote: '已固定：模型始终会读这一轮。',
    turnLeftOutNote: '已略过：模型不读这一轮。',
    turnCoveredNote: '模型改读摘要。',
    summaryCard: value => `${integer(value)} 条消息的摘要`,
    summaryCardTokens: (summary, instead) => `${tokens(summary)}，原为 ${integer(instead)} 个`,
    summaryBy: modelName => `由 ${modelName} 写成。小模型会漏掉内容。`,
    undoPin: '撤销固定',
    undoLeaveOut: '撤销略过',
    undoSummary: '撤销摘要',
    summariseOldest: '概括最早的',
    summarising: '正在概括最早的消息，以腾出空间…',
    oldestDropped: '为了腾出空间，模型不再读取最早的消息。',
    oldestSummarised: '为了腾出空间，最早的消息已概括成摘要。',
    noRoomLeft: '单是固定的各轮和摘要就已经太长。请在下方打开“上下文”，放开其中一些。',
  }
}
