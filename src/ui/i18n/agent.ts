import { useMemo } from 'react'
import { agentEn } from './agent-en.ts'
import { agentZhCn } from './agent-zh-cn.ts'
import { type Text, useText } from './text.ts'

export type AgentText = ReturnType<typeof agentEn>

/** The texts of steps, consent and the log: they come with their views, so that a start need not carry them. */
export function agentText(text: Pick<Text, 'formats'>): AgentText {
  return text.formats.language === 'en' ? agentEn(text) : agentZhCn(text)
}

/** The texts for a view. */
export function useAgentText(): AgentText {
  const text = useText()
  return useMemo(() => agentText(text), [text])
}
