import type { Amounts } from './amounts.ts'
import type { thinkingEn } from './thinking-en.ts'

/** What is said in Chinese of what a model thinks before it answers. */
export function thinkingZhCn({
  tokens,
  duration,
  formats: { integer },
}: Amounts): ReturnType<typeof thinkingEn> {
  const seconds = (ms: number) =>
    ms < 10_000 ? `${integer(Math.max(1, Math.round(ms / 1000)))} 秒` : duration(ms)
  return {
    reasoning: '思考过程',
    thinkingFor: (ms, count) => `正在思考…… ${seconds(ms)}，${tokens(count)}`,
    thoughtFor: (ms, count) => `思考了 ${seconds(ms)} · ${tokens(count)}`,
    thoughtUnknown: count => `思考过 · ${tokens(count)}`,
    thoughtCutAfter: (ms, count) => `想到 ${seconds(ms)}时中断 · ${tokens(count)}`,
    thoughtClosedBy: { budget: '已到上限', person: '应你的要求提前作答' },
    answerNow: '直接回答',
    thinkingIs: budget => `思考：${budget}`,
    thinkingBudget: { off: '关', short: '短', long: '长', unlimited: '不限' },
    thinkingChoice: { off: '关闭', short: '短', long: '长', unlimited: '不限' },
    thinkingMeans: {
      off: '不思考，直接回答。',
      short: '够有一个初步的想法，并检查一遍。',
      long: '够分几步推理。',
      unlimited: '想好为止；随时可以点“直接回答”。',
    },
    thinkingUpTo: count => `最多 ${tokens(count)}`,
  }
}
