/**
 * Words that a question is made of and that say nothing of what it is about. English: the function words (articles,
 * pronouns, prepositions, conjunctions, auxiliaries) and what questions begin with. Chinese: particles, pronouns,
 * question words and the like, as a dictionary cuts them.
 */
const english = `a about above after again against ain all also am an and any are aren as at be because been before being
below between both but by can cannot could couldn d did didn do does doesn doing don down during each either else ever few for
from further had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn it its
itself just let ll m may me might mine more most much must mustn my myself neither no nor not now of off on once one only
or other ought our ours ourselves out over own please re s same shall shan she should shouldn so some such t tell than
that the their theirs them themselves then there these they this those through to too under until up upon us ve very was
wasn we were weren what whatever when where whether which while who whoever whom whose why will with within without won
would wouldn you your yours yourself yourselves happen happens say says said know explain according get gets got many`

const chinese = `的 了 着 过 地 得 是 有 在 和 与 及 或 而 但 但是 也 都 就 又 再 还 还是 很 太 更 最 把 被 让 使 给 对 对于 关于 从 到 向 往
由 以 为 因 因为 所以 如果 要是 若 则 虽然 不 没 没有 别 吗 呢 吧 啊 呀 嘛 么 什么 怎么 怎样 怎么样 怎么办 如何 为什么 为何 何 何时 何地
哪 哪个 哪些 哪里 哪儿 哪种 哪天 哪一天 哪年 哪位 谁 谁的 多少 多久 多长 多大 多 几 几个 几天 几次 几时 是否 能否 能 能不能 会 会不会 可以 可不可以 可 可否
应该 应当 应 需要 需 需不需要 要 要不要 必须 我 我们 我的 你 你们 您 他 她 它 他们 她们 它们 自己 这 这个 这些 这里 这样 那 那个 那些 那里 那样 之 其 此
个 些 里 中 上 下 内 外 时 时候 的时候 之后 之前 以后 以前 一 一个 一下 一些 一样 请 请问 问 告诉 说 说明 知道 想 叫 叫做 来 去 做 吗 呢 等 并 并且 只 才 每 各 该
有没有 是不是 有什么 是什么 什么时候 什么样 多长时间 时间`

export const englishStopWords: ReadonlySet<string> = new Set(english.split(/\s+/))
export const chineseStopWords: ReadonlySet<string> = new Set(chinese.split(/\s+/))
