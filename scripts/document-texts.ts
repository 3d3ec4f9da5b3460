import type { BookPart } from './pdf-layout.ts'

// Texts of the documents that the tests read. The classics are in the public domain; the handbook is Hermit's own.

/** 陶渊明《桃花源记》，公元 421 年。 */
export const peachBlossomSpring: readonly BookPart[] = [
  { kind: 'title', text: '桃花源记' },
  {
    kind: 'paragraph',
    text: '晋太元中，武陵人捕鱼为业。缘溪行，忘路之远近。忽逢桃花林，夹岸数百步，中无杂树，芳草鲜美，落英缤纷。渔人甚异之，复前行，欲穷其林。',
  },
  {
    kind: 'paragraph',
    text: '林尽水源，便得一山，山有小口，仿佛若有光。便舍船，从口入。初极狭，才通人。复行数十步，豁然开朗。土地平旷，屋舍俨然，有良田、美池、桑竹之属。阡陌交通，鸡犬相闻。其中往来种作，男女衣着，悉如外人。黄发垂髫，并怡然自乐。',
  },
  {
    kind: 'paragraph',
    text: '见渔人，乃大惊，问所从来。具答之。便要还家，设酒杀鸡作食。村中闻有此人，咸来问讯。自云先世避秦时乱，率妻子邑人来此绝境，不复出焉，遂与外人间隔。问今是何世，乃不知有汉，无论魏晋。此人一一为具言所闻，皆叹惋。余人各复延至其家，皆出酒食。停数日，辞去。此中人语云：“不足为外人道也。”',
  },
  {
    kind: 'paragraph',
    text: '既出，得其船，便扶向路，处处志之。及郡下，诣太守，说如此。太守即遣人随其往，寻向所志，遂迷，不复得路。',
  },
  {
    kind: 'paragraph',
    text: '南阳刘子骥，高尚士也，闻之，欣然规往。未果，寻病终。后遂无问津者。',
  },
]

/** 《孙子兵法》始计篇。 */
export const artOfWar: readonly BookPart[] = [
  { kind: 'title', text: '孙子兵法 始计篇' },
  { kind: 'paragraph', text: '孙子曰：兵者，国之大事，死生之地，存亡之道，不可不察也。' },
  {
    kind: 'paragraph',
    text: '故经之以五事，校之以计，而索其情：一曰道，二曰天，三曰地，四曰将，五曰法。道者，令民与上同意也，故可以与之死，可以与之生，而不畏危。天者，阴阳、寒暑、时制也。地者，远近、险易、广狭、死生也。将者，智、信、仁、勇、严也。法者，曲制、官道、主用也。凡此五者，将莫不闻，知之者胜，不知者不胜。',
  },
  {
    kind: 'paragraph',
    text: '兵者，诡道也。故能而示之不能，用而示之不用，近而示之远，远而示之近。利而诱之，乱而取之，实而备之，强而避之，怒而挠之，卑而骄之，佚而劳之，亲而离之。攻其无备，出其不意。此兵家之胜，不可先传也。',
  },
]

/** 《论语》学而第一，选。 */
export const analects = `论语

学而第一

　　子曰：“学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？”
　　有子曰：“其为人也孝弟，而好犯上者，鲜矣；不好犯上，而好作乱者，未之有也。君子务本，本立而道生。孝弟也者，其为仁之本与！”
　　子曰：“巧言令色，鲜矣仁！”
　　曾子曰：“吾日三省吾身：为人谋而不忠乎？与朋友交而不信乎？传不习乎？”
　　子曰：“道千乘之国，敬事而信，节用而爱人，使民以时。”
　　子曰：“弟子入则孝，出则弟，谨而信，泛爱众，而亲仁。行有余力，则以学文。”
　　子贡曰：“贫而无谄，富而无骄，何如？”子曰：“可也。未若贫而乐，富而好礼者也。”
　　子曰：“不患人之不己知，患不知人也。”

为政第二

　　子曰：“为政以德，譬如北辰，居其所而众星共之。”
　　子曰：“《诗》三百，一言以蔽之，曰‘思无邪’。”
　　子曰：“吾十有五而志于学，三十而立，四十而不惑，五十而知天命，六十而耳顺，七十而从心所欲，不逾矩。”
　　子曰：“温故而知新，可以为师矣。”
　　子曰：“学而不思则罔，思而不学则殆。”
　　子曰：“由！诲女知之乎！知之为知之，不知为不知，是知也。”
`

/** 夏目漱石『吾輩は猫である』、1905. */
export const cat = `吾輩は猫である

　吾輩は猫である。名前はまだ無い。
　どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。吾輩はここで始めて人間というものを見た。
`

/** 《桃花源記》, in traditional letters. */
export const peachBlossomTraditional = `桃花源記

晉太元中，武陵人捕魚為業。緣溪行，忘路之遠近。忽逢桃花林，夾岸數百步，中無雜樹，芳草鮮美，落英繽紛。漁人甚異之，復前行，欲窮其林。

林盡水源，便得一山，山有小口，彷彿若有光。便捨船，從口入。初極狹，才通人。復行數十步，豁然開朗。
`

/** Charles Baudelaire, « L’Albatros », 1861; Goethe, „Wandrers Nachtlied“, 1780. */
export const western = `L’Albatros

Souvent, pour s’amuser, les hommes d’équipage
Prennent des albatros, vastes oiseaux des mers,
Qui suivent, indolents compagnons de voyage,
Le navire glissant sur les gouffres amers.

À peine les ont-ils déposés sur les planches,
Que ces rois de l’azur, maladroits et honteux,
Laissent piteusement leurs grandes ailes blanches
Comme des avirons traîner à côté d’eux.

Über allen Gipfeln ist Ruh’,
in allen Wipfeln spürest du kaum einen Hauch;
die Vögelein schweigen im Walde.
`

/** Lewis Carroll, “Alice’s Adventures in Wonderland”, 1865: beginnings of its first chapters. */
export const alice: readonly { readonly title: string; readonly paragraphs: readonly string[] }[] = [
  {
    title: 'Chapter I. Down the Rabbit-Hole',
    paragraphs: [
      'Alice was beginning to get very tired of sitting by her sister on the bank, and of having nothing to do: once or twice she had peeped into the book her sister was reading, but it had no pictures or conversations in it, “and what is the use of a book,” thought Alice “without pictures or conversations?”',
      'So she was considering in her own mind (as well as she could, for the hot day made her feel very sleepy and stupid), whether the pleasure of making a daisy-chain would be worth the trouble of getting up and picking the daisies, when suddenly a White Rabbit with pink eyes ran close by her.',
    ],
  },
  {
    title: 'Chapter II. The Pool of Tears',
    paragraphs: [
      '“Curiouser and curiouser!” cried Alice (she was so much surprised, that for the moment she quite forgot how to speak good English); “now I’m opening out like the largest telescope that ever was! Good-bye, feet!”',
    ],
  },
  {
    title: 'Chapter III. A Caucus-Race and a Long Tale',
    paragraphs: [
      'They were indeed a queer-looking party that assembled on the bank—the birds with draggled feathers, the animals with their fur clinging close to them, and all dripping wet, cross, and uncomfortable.',
    ],
  },
]

/** A made-up handbook, Hermit’s own. */
export const handbook = {
  title: 'Lantern Bay Harbour Handbook',
  intro:
    'This handbook is for everyone who works at Lantern Bay. Keep a copy on the boat and another one ashore; the one ashore should be dry.',
  rules: [
    'Sound the bell twice before you leave the inner harbour.',
    'Moor at berth 7 only when the red lamp is out.',
    'Report any oil on the water to the harbour office on channel 12.',
  ],
  fees: [
    ['Length', 'Summer', 'Winter'],
    ['up to 8 m', '14 a night', '9 a night'],
    ['8 to 12 m', '21 a night', '15 a night'],
    ['over 12 m', '34 a night', '27 a night'],
  ],
  note: 'Fees are doubled during the regatta in the second week of August.',
} as const
