import type { Amounts } from './amounts.ts'
import type { harderEn } from './harder-en.ts'

/** What is said in Chinese of "Think harder". */
export function harderZhCn({ formats: { integer } }: Amounts): ReturnType<typeof harderEn> {
  return {
    thinkHarder: '多想几遍',
    thinkHarderTip: of => `把下一个问题回答 ${integer(of)} 遍，再从中选出一个；用时约为 ${integer(of)} 倍`,
    harderOptions: '多想几遍的方式',
    harderCount: '回答几遍',
    harderTimes: of => `${integer(of)} 遍`,
    harderCost: of => `用时约 ${integer(of)} 倍`,
    harderHow: '怎样选出',
    harderMajority: '取多数一致的答案',
    harderMajorityNote: '适合数字、选择题和简短事实',
    harderModel: '由模型比较后选出',
    harderModelNote: '适合其他问题，稍慢一些',

    harderWriting: (index, of) => `第 ${integer(index)} 遍，共 ${integer(of)} 遍…`,
    harderComparing: '正在比较各个回答…',
    harderProgress: '已写完的回答',
    harderAgree: (agree, of, final) => `${integer(of)} 个回答中有 ${integer(agree)} 个得出 ${final}`,
    harderDiffer: of => `${integer(of)} 个回答各不相同，显示的是第一个`,
    harderNoFinal: of => `${integer(of)} 个回答都没有可以计票的结论，显示的是第一个`,
    harderOne: '目前只有一个回答',
    harderNone: '还没有写完的回答',
    harderDecided: left => `再答 ${integer(left)} 遍也不会改变结果`,
    harderModelPicked: (index, of) => `模型从 ${integer(of)} 个回答中选了第 ${integer(index)} 个`,
    harderYouPicked: (index, of) => `你从 ${integer(of)} 个回答中选了第 ${integer(index)} 个`,

    harderList: '全部回答',
    harderSample: index => `回答 ${integer(index)}`,
    harderFinal: final => `结论：${final}`,
    harderWithoutFinal: '没有找到结论',
    harderShown: '当前显示',
    harderCut: '没有写完',
    harderThought: '思考过程',
    useSample: '改用这个',
  }
}
