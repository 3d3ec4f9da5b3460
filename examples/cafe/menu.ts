/** The languages of the café's page. */
export type Language = 'en' | 'zh-CN'

/** The same words in both. */
export type Both = Readonly<Record<Language, string>>

export const milks = ['whole', 'oat', 'soy', 'none'] as const
export type Milk = (typeof milks)[number]

export const sizes = ['small', 'regular', 'large'] as const
export type Size = (typeof sizes)[number]

export interface MenuItem {
  /** What it is called in actions and on disk. */
  readonly id: string
  readonly name: Both
  readonly about: Both
  /** Of a regular one with whole milk or none, in euro cents. */
  readonly cents: number
  /** Only these can be had with another milk. */
  readonly takesMilk: boolean
  /** Only these come in sizes. */
  readonly hasSizes: boolean
}

const drink = { takesMilk: false, hasSizes: true }
const milkDrink = { takesMilk: true, hasSizes: true }
const food = { takesMilk: false, hasSizes: false }

export const menu: readonly MenuItem[] = [
  {
    id: 'flat white',
    name: { en: 'Flat white', 'zh-CN': '馥芮白' },
    about: { en: 'Two shots, little foam', 'zh-CN': '双份浓缩，奶泡细薄' },
    cents: 380,
    ...milkDrink,
  },
  {
    id: 'cappuccino',
    name: { en: 'Cappuccino', 'zh-CN': '卡布奇诺' },
    about: { en: 'One shot, much foam', 'zh-CN': '单份浓缩，奶泡丰厚' },
    cents: 350,
    ...milkDrink,
  },
  {
    id: 'latte',
    name: { en: 'Latte', 'zh-CN': '拿铁' },
    about: { en: 'One shot, plenty of milk', 'zh-CN': '单份浓缩，牛奶充足' },
    cents: 370,
    ...milkDrink,
  },
  {
    id: 'espresso',
    name: { en: 'Espresso', 'zh-CN': '浓缩咖啡' },
    about: { en: 'One shot and a glass of water', 'zh-CN': '单份浓缩，配一杯水' },
    cents: 240,
    takesMilk: false,
    hasSizes: false,
  },
  {
    id: 'americano',
    name: { en: 'Americano', 'zh-CN': '美式咖啡' },
    about: { en: 'Two shots, hot water', 'zh-CN': '双份浓缩，加热水' },
    cents: 300,
    ...drink,
  },
  {
    id: 'cold brew',
    name: { en: 'Cold brew', 'zh-CN': '冷萃咖啡' },
    about: { en: 'Steeped for sixteen hours', 'zh-CN': '冷泡十六小时' },
    cents: 420,
    ...drink,
  },
  {
    id: 'green tea',
    name: { en: 'Green tea', 'zh-CN': '绿茶' },
    about: { en: 'Longjing, from a pot', 'zh-CN': '龙井，壶泡' },
    cents: 320,
    ...drink,
  },
  {
    id: 'hot chocolate',
    name: { en: 'Hot chocolate', 'zh-CN': '热巧克力' },
    about: { en: 'Dark, barely sweet', 'zh-CN': '黑巧克力，微甜' },
    cents: 390,
    ...milkDrink,
  },
  {
    id: 'croissant',
    name: { en: 'Croissant', 'zh-CN': '牛角包' },
    about: { en: 'Butter, baked at six', 'zh-CN': '黄油，清晨六点出炉' },
    cents: 260,
    ...food,
  },
  {
    id: 'banana bread',
    name: { en: 'Banana bread', 'zh-CN': '香蕉面包' },
    about: { en: 'With walnuts', 'zh-CN': '加核桃' },
    cents: 340,
    ...food,
  },
]

/** Cents that a choice adds to one piece. */
export const milkCents: Readonly<Record<Milk, number>> = { whole: 0, oat: 50, soy: 50, none: 0 }
export const sizeCents: Readonly<Record<Size, number>> = { small: -40, regular: 0, large: 60 }

export const milkNames: Readonly<Record<Milk, Both>> = {
  whole: { en: 'whole milk', 'zh-CN': '全脂奶' },
  oat: { en: 'oat milk', 'zh-CN': '燕麦奶' },
  soy: { en: 'soy milk', 'zh-CN': '豆奶' },
  none: { en: 'no milk', 'zh-CN': '不加奶' },
}

/** As people say it before the drink: "an oat latte". */
export const milkShortNames: Readonly<Record<Milk, Both>> = {
  whole: { en: 'whole', 'zh-CN': '全脂' },
  oat: { en: 'oat', 'zh-CN': '燕麦' },
  soy: { en: 'soy', 'zh-CN': '豆奶' },
  none: { en: 'no milk', 'zh-CN': '不加奶' },
}

export const sizeNames: Readonly<Record<Size, Both>> = {
  small: { en: 'small', 'zh-CN': '小杯' },
  regular: { en: 'regular', 'zh-CN': '中杯' },
  large: { en: 'large', 'zh-CN': '大杯' },
}
