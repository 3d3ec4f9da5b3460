import type { Amounts } from './amounts.ts'

/** What is said in English of "Think harder". */
export function harderEn({ formats: { integer }, count }: Amounts) {
  const answers = (value: number) => count(value, 'answer', 'answers')
  return {
    thinkHarder: 'Think harder',
    thinkHarderTip: (of: number) =>
      `Answers your next question ${integer(of)} times and picks one: it takes about ${integer(of)} times as long`,
    harderOptions: 'How to think harder',
    harderCount: 'How many answers',
    harderTimes: (of: number) => answers(of),
    harderCost: (of: number) => `about ${integer(of)}× as long`,
    harderHow: 'How one is picked',
    harderMajority: 'The answer that most agree on',
    harderMajorityNote: 'numbers, choices, short facts',
    harderModel: 'The model compares them',
    harderModelNote: 'anything else; a little longer',

    harderWriting: (index: number, of: number) => `Answer ${integer(index)} of ${integer(of)}…`,
    harderComparing: 'Comparing the answers…',
    harderProgress: 'Answers written',
    harderAgree: (agree: number, of: number, final: string) =>
      `${integer(agree)} of ${integer(of)} agree on ${final}`,
    harderDiffer: (of: number) => `No two of ${integer(of)} agree; the first is shown`,
    harderNoFinal: (of: number) => `No final answer to count in ${answers(of)}; the first is shown`,
    harderOne: 'One answer so far',
    harderNone: 'No answer was finished',
    harderDecided: (left: number) => `${integer(left)} more could not have changed that`,
    harderModelPicked: (index: number, of: number) => `The model picked ${integer(index)} of ${integer(of)}`,
    harderYouPicked: (index: number, of: number) => `You picked ${integer(index)} of ${integer(of)}`,

    harderList: 'All answers',
    harderSample: (index: number) => `Answer ${integer(index)}`,
    harderFinal: (final: string) => `Final answer: ${final}`,
    harderWithoutFinal: 'No final answer found',
    harderShown: 'Shown above',
    harderCut: 'Cut short',
    harderThought: 'Reasoning',
    useSample: 'Use this one',
  }
}
