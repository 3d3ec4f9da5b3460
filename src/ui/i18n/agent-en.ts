import type { Effect } from '../../abilities/tool.ts'
import type { StepStatus } from '../../agent/step.ts'
import type { Text } from './text.ts'

/** What is said in English of the steps that tools do. */
export function agentEn({ formats }: Pick<Text, 'formats'>) {
  const { integer, decimal } = formats
  const seconds = (ms: number) => `${decimal(ms / 1000)} s`
  const states: Record<StepStatus, string> = {
    planned: 'comes next',
    missing: 'needs an answer',
    asking: 'asks for permission',
    running: 'running',
    done: 'done',
    failed: 'did not work',
    stopped: 'stopped',
    refused: 'not done',
  }
  const effects: Record<Effect, string> = {
    reads: 'Reads what is on this device.',
    writes: 'Keeps or changes something on this device.',
    'leaves-device': 'Leaves this device.',
    'costs-money': 'Costs money.',
  }
  /** Of a tool from elsewhere: what it reads and changes is there, not here. */
  const effectsAt = (source: string): Record<Effect, string> => ({
    ...effects,
    reads: `Reads what ${source} has.`,
    writes: `May change something at ${source}.`,
  })
  return {
    step: (title: string) => `Step: ${title}`,
    states,
    seconds,
    /** While the model finds in the words of a request what a tool is called with. */
    reading: 'reading what you wrote',
    undone: 'undone',
    effects,
    effectsAt,
    noEffect: 'Changes nothing and sends nothing.',
    goesTo: (place: string) => `Goes to: ${place}`,
    from: (source: string) => `Of ${source}`,

    arguments: 'With',
    noArguments: 'Nothing',
    result: 'Result',
    cut: 'Only the beginning is kept.',
    foreign: 'This came from elsewhere. It is shown, never obeyed.',
    words: 'Asked as',

    stop: 'Stop this step',
    retry: 'Retry',
    undo: 'Undo',
    undoing: 'Undoing…',
    answerWithout: 'Answer without tools',

    // consent
    asks: 'May Hermit do this?',
    details: 'The details, as they would be used. You can change them.',
    allowOnce: 'Allow once',
    allowAlways: 'Always allow',
    refuse: 'Don’t',
    never: 'Never allow',
    eachTime: 'Hermit asks for this each time.',
    wrongNumber: 'A number is needed here.',
    wrongJson: 'This cannot be read as JSON.',
    yes: 'Yes',
    notSaid: 'Not said',
    toolGone: 'What would do this is not here now.',

    // a missing argument
    missing: (name: string) => `Still needed: ${name}`,
    answerField: 'Your answer',
    send: 'Go on',
    notUnderstood: 'That could not be read as an answer. Please say it in other words.',

    refusedForGood: 'You said that this is never allowed.',
    refusedBy: {
      person: 'You did not allow it.',
      'foreign-text': 'Text from elsewhere asked for this, and only you can.',
      'too-many-steps': 'There were too many steps for one request.',
      'unknown-tool': 'What would do this is not here now.',
      'wrong-arguments': 'What was found in the request does not fit.',
    },

    // the log
    log: 'What was done',
    logHint: (calls: number) => `The newest ${integer(calls)} calls, on this device only.`,
    logEmpty: 'Nothing has been done with tools yet. Ask for a timer, a sum or a note.',
    clearLog: 'Clear the list',
    openChat: 'Open chat',
    calls: 'Calls',

    // settings
    tools: 'Tools',
    useTools: 'Let Hermit use its tools',
    useToolsHint:
      'Timers, sums, notes and more, when a message asks for one. It asks before it changes or sends anything.',
    useToolsHere: 'Tools in this chat',
    useToolsHereHint: 'Off: the model alone answers here.',
    standing: 'What you decided for good',
    standingEmpty: 'Nothing yet: Hermit asks.',
    always: 'always allowed',
    neverAllowed: 'never allowed',
    askAgain: (title: string) => `Ask again: ${title}`,
    askAgainShort: 'Ask again',
  }
}
