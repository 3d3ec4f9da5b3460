import type { agentEn } from './agent-en.ts'
import type { Text } from './text.ts'

/** The same in Chinese. */
export function agentZhCn({ formats }: Pick<Text, 'formats'>): ReturnType<typeof agentEn> {
  const { integer, decimal } = formats
  const effects = {
    reads: '会读取这台设备上的内容。',
    writes: '会在这台设备上保存或改动内容。',
    'leaves-device': '会离开这台设备。',
    'costs-money': '会花钱。',
  }
  return {
    step: title => `步骤：${title}`,
    states: {
      planned: '接下来',
      missing: '还缺一项',
      asking: '等你同意',
      running: '进行中',
      done: '完成',
      failed: '没有成功',
      stopped: '已停止',
      refused: '没有执行',
    },
    seconds: ms => `${decimal(ms / 1000)} 秒`,
    reading: '正在读你写的话',
    undone: '已撤销',
    effects,
    effectsAt: source => ({
      ...effects,
      reads: `会读取${source}里的内容。`,
      writes: `可能会改动${source}里的内容。`,
    }),
    noEffect: '不改动任何内容，也不发送任何内容。',
    goesTo: place => `去向：${place}`,
    from: source => `来自${source}`,

    arguments: '内容',
    noArguments: '无',
    result: '结果',
    cut: '只保留了开头。',
    foreign: '这些内容来自外部，只作展示，不会照做。',
    words: '原话',

    stop: '停止这一步',
    retry: '重试',
    undo: '撤销',
    undoing: '正在撤销…',
    answerWithout: '不用工具回答',

    asks: '可以让 Hermit 这样做吗？',
    details: '下面就是将要使用的内容，可以修改。',
    allowOnce: '允许一次',
    allowAlways: '始终允许',
    refuse: '不要',
    never: '永不允许',
    eachTime: '这类操作每次都会先问你。',
    wrongNumber: '这里需要一个数字。',
    wrongJson: '这里的内容不是有效的 JSON。',
    yes: '是',
    notSaid: '未指定',
    toolGone: '能做这件事的工具现在不在。',

    missing: name => `还需要：${name}`,
    answerField: '你的回答',
    send: '继续',
    notUnderstood: '没能读懂这个回答，请换个说法。',

    refusedForGood: '你说过永远不允许这样做。',
    refusedBy: {
      person: '你没有同意。',
      'foreign-text': '提出这个要求的是外部内容，只有你才能要求 Hermit 做事。',
      'too-many-steps': '一次请求里的步骤太多了。',
      'unknown-tool': '能做这件事的工具现在不在。',
      'wrong-arguments': '从请求里读到的内容不合用。',
    },

    log: '做过的事',
    logHint: calls => `最近 ${integer(calls)} 次调用，只保存在这台设备上。`,
    logEmpty: '还没有用工具做过什么。可以试试定时、计算或记笔记。',
    clearLog: '清空列表',
    openChat: '打开对话',
    calls: '调用记录',

    tools: '工具',
    useTools: '允许 Hermit 使用工具',
    useToolsHint: '当消息里提到定时、计算、笔记等事情时使用。改动或发送任何内容之前都会先问你。',
    useToolsHere: '在这个对话里使用工具',
    useToolsHereHint: '关闭后，这里只由模型回答。',
    standing: '你已经决定的',
    standingEmpty: '还没有：每次都会先问你。',
    always: '始终允许',
    neverAllowed: '永不允许',
    askAgain: title => `重新询问：${title}`,
    askAgainShort: '重新询问',
  }
}
