import { useText } from '../ui/i18n/text.ts'
import type { AnswerStats, Message } from './conversation.ts'

/** What an answer cost, who wrote it, and what it was asked with where that is not as usual. */
export function Receipt({ stats, message }: { readonly stats: AnswerStats; readonly message: Message }) {
  const text = useText()
  const { modelName, writtenBy, sampling = {} } = message
  const { temperature, seed } = sampling
  const parts = [
    ...(stats.tokensPerSecond === undefined ? [] : [text.tokensPerSecond(stats.tokensPerSecond)]),
    ...(stats.firstTokenMs > 0 ? [text.firstWordAfter(stats.firstTokenMs)] : []),
    text.tokens(stats.completionTokens),
    ...(temperature === undefined ? [] : [text.askedTemperature(temperature)]),
    ...(seed === undefined ? [] : [text.askedSeed(seed)]),
  ]
  const writers = writtenBy?.map(text.writer) ?? (modelName === undefined ? [] : [modelName])
  return (
    <details className="stats numbers">
      <summary>{parts.join(' · ')}</summary>
      <p>{text.promptDetail(stats.promptTokens, stats.cachedTokens)}</p>
      {writers.length > 0 && <p>{writers.join(text.thenWriter)}</p>}
    </details>
  )
}
