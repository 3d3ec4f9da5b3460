import { checkAnswer } from './check-answer.ts'

self.addEventListener('message', ({ data }: MessageEvent<{ schema: string; answer: string }>) => {
  self.postMessage(checkAnswer(data.schema, data.answer))
})
