import { expect, test } from 'vitest'
import { detectLanguage } from './language.ts'

test.each([
  ['en', 'The ship leaves the harbour at dawn, and nobody knows when it comes back.'],
  ['zh', '船在黎明时离开港口。'],
  ['zh', '好'],
  ['zh', '请用 Python 写一个 HTTP 服务器。'],
  ['ja', '船は夜明けに港を出ます。'],
  ['ko', '배는 새벽에 항구를 떠납니다.'],
  ['fr', 'Le bateau quitte le port à l’aube et personne ne sait quand il reviendra.'],
  ['de', 'Das Schiff verlässt den Hafen im Morgengrauen, und niemand weiß, wann es zurückkommt.'],
  ['es', 'El barco sale del puerto al amanecer y nadie sabe cuándo volverá.'],
  ['ru', 'Корабль покидает гавань на рассвете, и никто не знает, когда он вернётся.'],
  ['ar', 'تغادر السفينة الميناء عند الفجر ولا أحد يعرف متى تعود.'],
])('%s is told: %s', async (language, text) => {
  expect(await detectLanguage(text)).toBe(language)
})

test.each(['', '   ', '12.5 % (2026)', 'ok'])('nothing is made up of “%s”', async text => {
  expect(await detectLanguage(text)).toBeUndefined()
})
