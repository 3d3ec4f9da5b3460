import type { FaultCode } from '../../fault.ts'
import type { FaultNumbers, Formats } from './formats.ts'

/** What can go wrong with the call of a tool. */
export type ToolFault = Extract<FaultCode, `tool-${string}`>

interface ToolFaultText {
  readonly faults: Record<ToolFault, (numbers: FaultNumbers) => string>
  readonly faultNames: Record<ToolFault, string>
  readonly faultActions: Record<ToolFault, string>
}

/** What is said of it in English. */
export function toolFaultsEn({ integer }: Formats): ToolFaultText {
  return {
    faults: {
      'tool-failed': () => 'That did not work. Nothing else has changed.',
      'tool-slow': ({ seconds }) =>
        seconds === undefined
          ? 'That took too long, so it was given up.'
          : `That took longer than ${integer(seconds)} s, so it was given up.`,
    },
    faultNames: { 'tool-failed': 'step failed', 'tool-slow': 'step too slow' },
    faultActions: { 'tool-failed': 'Retry', 'tool-slow': 'Retry' },
  }
}

/** The same in Chinese. */
export function toolFaultsZhCn({ integer }: Formats): ToolFaultText {
  return {
    faults: {
      'tool-failed': () => '这一步没有成功，其他内容没有改动。',
      'tool-slow': ({ seconds }) =>
        seconds === undefined ? '等了太久，已经放弃。' : `等了 ${integer(seconds)} 秒还没有结果，已经放弃。`,
    },
    faultNames: { 'tool-failed': '这一步失败', 'tool-slow': '这一步太慢' },
    faultActions: { 'tool-failed': '重试', 'tool-slow': '重试' },
  }
}
