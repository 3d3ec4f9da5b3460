import { describe, expect, test } from 'vitest'
import { labelledRequests } from '../../../scripts/router/dataset.ts'
import { readToolExamples } from '../../../scripts/router/tool-examples.ts'
import { isTold } from './told.ts'

describe('what is told, and not asked for', () => {
  test.each([
    'Kept in a file',
    'Saved by the bell',
    'She saved every letter he sent her.',
    'I forgot to call my sister on her birthday.',
    'My teacher always wrote everything on the board.',
    '"Open the window," she said',
    'You don’t have to note that.',
    'Dear Mr Bell, thank you for your message. We have sent the file.',
    'Ingredients: 3 eggs, 150 g sugar',
    '她把每封信都存了起来',
    '昨天给同事发了三封邮件都没回',
    '“把窗户打开。”她说',
    '纸条上写着：钥匙在花盆下面',
    '不用存这个',
    '尊敬的客户：您的订单已发出。',
  ])('is told: %s', words => {
    expect(isTold(words)).toBe(true)
  })

  test.each([
    'I bought three shirts at 20 each, how much is that?',
    'She asked for the report. Remind me to send it on Monday.',
    'don’t let me forget to water the plants',
    'my meeting moved to four, please cancel the reminder',
    'note to self: the key is under the pot',
    '昨天我们聊了什么？',
    '他明天过生日，提醒我买蛋糕',
    '用英语说“我迷路了”',
  ])('is asked: %s', words => {
    expect(isTold(words)).toBe(false)
  })

  test('is hardly any of the requests that the router learns from', async () => {
    const requests = (await labelledRequests(await readToolExamples())).filter(
      ({ label, isMistyped }) => label !== 'none' && !isMistyped,
    )
    expect(requests.filter(({ text }) => isTold(text)).length / requests.length).toBeLessThan(0.002)
  })
})
