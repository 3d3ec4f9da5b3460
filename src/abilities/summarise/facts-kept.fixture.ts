/** A text and what a summary of it should keep. */
export interface FactText {
  readonly name: string
  readonly language: 'en' | 'zh'
  readonly text: string
  /** Each is kept where one of its forms stands in the summary. */
  readonly facts: readonly RegExp[]
}

/** Written for this: news, minutes, history, science, a notice, a story, in both languages, with five facts each. */
export const factTexts: readonly FactText[] = [
  {
    name: 'library',
    language: 'en',
    text: `The town library of Marlow Bridge will close for repairs on 3 March and open again in the autumn. The roof has leaked since the storms of last winter, and several shelves of local history had to be moved to the cellar. Many readers were sad to hear the news, though few were surprised by it.

The council has set aside 480,000 pounds for the work. Most of it goes into a new slate roof; what is left pays for a lift, which older visitors have asked for again and again. It is good to see that their voices were heard.

While the building is closed, a library bus will stop at the market square every Tuesday and Friday. It carries about 2,500 books, and others can be ordered a week ahead. Children may return their books at school, so that nobody has to pay a fine.

The head librarian, Ruth Okafor, said that she hoped to reopen with a reading night. She thanked the volunteers who had carried boxes up and down the stairs for days. There was cake for everyone afterwards.`,
    facts: [/3 March/i, /480,000|480000/, /Tuesday and Friday/i, /2,500|2500/, /Okafor/],
  },
  {
    name: 'minutes',
    language: 'en',
    text: `Anna opened the meeting a little late because the projector would not start. Everyone had read the report, so she went straight to the numbers. The mood was better than last month.

Sales in the second quarter came to 1.34 million euros, which is 8 percent more than a year before. The bicycle bags did especially well, while the rain capes stayed in the warehouse. Pavel thinks that the dry spring is to blame.

The team talked for a long time about the new warehouse. In the end it was decided to rent the hall in Rotterdam from 1 September, since the one in Ghent is too far from the harbour. The rent is 9,200 euros a month. Mireille will sign the contract before the summer holidays.

There was a short exchange about the coffee machine, which is broken again. Nobody wanted to take it on, and it was moved to the next meeting. The next meeting is on 14 August in the small room.`,
    facts: [/1\.34 million/, /8 percent|8 ?%/, /Rotterdam/, /9,200|9200/, /14 August/],
  },
  {
    name: 'lighthouse',
    language: 'en',
    text: `Few places on the coast are as well loved as the lighthouse on Gannet Rock. Painters come for the light, and children come for the steps. On a clear day one can see three counties from its gallery.

It was built in 1831 by the engineer Thomas Harrow after eleven ships had been lost on the reef in one winter. The stone was brought by sea from quarries in the north, a slow and dangerous business. Two men drowned before the first course was laid.

The tower is 41 metres high, and its lamp was first fed with whale oil. Later came paraffin, and in 1926 electricity. Each change made the keepers' lives a little easier, though never easy.

The last keeper, Eleanor Price, left in 1988, when the light became automatic. She kept a diary for all of her thirty years there, and it can be read in the museum. Her cat stayed behind and was fed by fishermen for years. Visitors still ask after it.`,
    facts: [/1831/, /Harrow/, /eleven ships|11 ships/i, /41 met/, /1988/],
  },
  {
    name: 'bees',
    language: 'en',
    text: `Why do some bees sleep in flowers? People have wondered about it for a long time, and there are many pretty stories. A study from the University of Lund now offers a plain answer.

The researchers followed 640 wild bees over two summers. They marked each one with a dot of paint and looked for them again before sunrise. It was cold and patient work, and it needed strong coffee.

Bees that slept in closed flowers were on average 3.2 degrees warmer at dawn than those in the open. Because of that they began to fly 24 minutes earlier. In spring, when nectar is scarce, this is a great advantage.

Not every flower will do. Most sleepers were found in bellflowers, which close at dusk and keep the wind out. The lead author, Ingrid Solberg, believes that gardens with bellflowers could help wild bees through cool springs. Her next study will look at the bees of mountain meadows. She expects surprises, as one always should with bees.`,
    facts: [/Lund/, /\b640\b/, /3\.2 degrees/, /24 minutes/, /bellflower/i],
  },
  {
    name: 'ferry',
    language: 'en',
    text: `Dear passengers, thank you for travelling with Island Lines this year. We know that the winter was not easy for those who live on the islands. Today we have news that we hope you will like.

From 12 May the ferry to Skellan sails four times a day instead of twice. The first boat leaves at 06:40, early enough for the train to the city. In the evening the last boat leaves Skellan at 21:15. We ask you to be at the pier a little before.

A single ticket costs 11 pounds as before, and children under six travel free. Bicycles are welcome, but there is room for only 20 of them on each boat. Please do not leave them on the stairs.

The old ferry, the Morning Star, goes into the dock for a new engine. She will be missed by many of us, and she will be back in October. Until then the Kestrel takes her place, with more seats inside and a small café. We wish you calm seas.`,
    facts: [/12 May/i, /four times a day/i, /06:40/, /11 pounds/, /Kestrel/],
  },
  {
    name: '茶馆',
    language: 'zh',
    text: `老街上的听雨茶馆最近又热闹起来了。很多人路过时都会往里面看一眼，想知道里面变成了什么样子。茶馆的老板说，他自己也没想到会有这么多人来。

听雨茶馆建于1926年，至今已有将近一百年的历史。去年夏天的一场大火烧毁了二楼，木楼梯和窗户都没有保住。街坊们看了都觉得十分可惜。

修复工程历时14个月，一共花费了380万元，其中一半来自居民的捐款。负责修复的建筑师沈若兰坚持使用老木料，她跑遍了附近的村子，才找齐了合适的房梁。工人们也很辛苦，常常干到很晚。

茶馆于10月8日重新开门，每天下午有评弹表演，门票20元。第一天就来了600多位客人，院子里坐得满满的。老板笑着说，茶不够喝，凳子也不够坐。`,
    facts: [/1926年/, /14个月/, /380万/, /沈若兰/, /10月8日/],
  },
  {
    name: '通知',
    language: 'zh',
    text: `各位居民：感谢大家一直以来对小区工作的支持。天气渐渐转冷，希望大家注意保暖。现将近期的几件事情通知如下。

因供水管道老化，12月5日上午9点至下午6点，3号楼到7号楼将停水。请大家提前储水，并关好水龙头，以免来水时造成浪费。给大家带来的不便，我们深表歉意。

小区东门的停车场将于12月12日启用，共有86个车位。月租费用为每月450元，先到先得。需要办理的居民请带上身份证到物业办公室登记，也可以请家人代办。

另外，电梯检修已经全部完成。近来有居民反映晚上噪音较大，请大家互相体谅，晚上10点以后不要大声播放音乐。如有问题，请拨打物业电话，找王建国经理。祝大家生活愉快。`,
    facts: [/12月5日/, /3号楼到7号楼/, /86个/, /450元/, /王建国/],
  },
  {
    name: '湖',
    language: 'zh',
    text: `清晨的月湖总是很安静。湖边的老人说，以前这里的水清得能看见鱼。后来工厂多了，水也慢慢变浑了，鸟也不来了。

2015年，当地政府关闭了湖边的23家工厂，开始治理月湖。刚开始的时候，很多人并不相信湖水还能变清。有人说这是白花钱，也有人说应该再等一等。

治理分三步进行：先截断污水，再清理湖底的淤泥，最后种上水草。工程队一共清出淤泥41万立方米。这些淤泥没有浪费，大部分被做成了砖。

八年以后，湖水的透明度从0.3米提高到了1.8米。去年冬天，研究人员在湖上数到了6700多只候鸟，其中有十分少见的白鹤。带队的学者梁晓雯说，最重要的不是技术，而是耐心。如今周末的湖边又有了放风筝的孩子，卖糖葫芦的小贩也回来了。`,
    facts: [/23家/, /41万立方米/, /1\.8米/, /6700/, /梁晓雯/],
  },
]

/** How many facts of a text stand in a summary. */
export function factsKept({ facts }: FactText, summary: string): number {
  return facts.filter(fact => fact.test(summary)).length
}
