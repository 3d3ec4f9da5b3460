import type { Language } from '../../ui/i18n/text.ts'
import { nameTable } from './names.ts'
import { numberAt } from './number.ts'
import { matchAt, type Reading } from './reading.ts'

/** ISO 4217 codes with the names, symbols and slang that people use for them, in folded form. */
const said: Readonly<Record<string, string>> = {
  USD: '$|us$|us dollars|us dollar|american dollars|american dollar|u.s. dollars|dollars|dollar|bucks|buck|greenbacks|美元|美金|美刀|刀',
  EUR: '€|euros|euro|欧元|欧',
  GBP: '£|british pounds|british pound|pounds sterling|pound sterling|sterling|pounds|pound|quid|英镑|镑',
  CNY: 'cn¥|rmb|renminbi|chinese yuan|yuan|kuai|人民币|块钱|块|元人民币|元|圆',
  JPY: 'jp¥|japanese yen|yen|日元|日圆|円',
  HKD: 'hk$|hong kong dollars|hong kong dollar|港元|港币|港纸',
  TWD: 'nt$|new taiwan dollars|taiwan dollars|taiwanese dollars|新台币|台币',
  MOP: 'macanese patacas|patacas|澳门币|澳门元',
  KRW: '₩|korean won|south korean won|won|韩元|韩币|韩圆',
  INR: '₹|indian rupees|indian rupee|rupees|rupee|卢比|印度卢比',
  AUD: 'a$|au$|australian dollars|australian dollar|aussie dollars|澳元|澳币|澳大利亚元',
  NZD: 'nz$|new zealand dollars|new zealand dollar|kiwi dollars|新西兰元|纽元|纽币',
  CAD: 'c$|ca$|canadian dollars|canadian dollar|loonies|加元|加币|加拿大元',
  SGD: 's$|singapore dollars|singapore dollar|新加坡元|新币|新元|坡币',
  CHF: 'swiss francs|swiss franc|francs|franc|瑞士法郎|瑞郎|法郎',
  SEK: 'swedish kronor|swedish krona|swedish crowns|瑞典克朗',
  NOK: 'norwegian kroner|norwegian krone|norwegian crowns|挪威克朗',
  DKK: 'danish kroner|danish krone|danish crowns|丹麦克朗',
  ISK: 'icelandic krona|icelandic kronur|冰岛克朗',
  PLN: 'polish zloty|polish złoty|zloty|zlotys|złoty|zł|兹罗提|波兰兹罗提',
  CZK: 'czech koruna|czech crowns|koruna|korunas|kč|捷克克朗',
  HUF: 'hungarian forints|hungarian forint|forints|forint|福林|匈牙利福林',
  RON: 'romanian leu|romanian lei|leu|lei|列伊',
  RUB: '₽|russian rubles|russian roubles|rubles|ruble|roubles|rouble|卢布|俄罗斯卢布',
  UAH: '₴|ukrainian hryvnia|hryvnia|hryvnias|格里夫纳',
  TRY: '₺|turkish lira|turkish liras|lira|liras|土耳其里拉|里拉',
  ILS: '₪|israeli shekels|shekels|shekel|谢克尔|以色列新谢克尔',
  AED: 'uae dirhams|emirati dirhams|dirhams|dirham|迪拉姆|阿联酋迪拉姆',
  SAR: 'saudi riyals|saudi riyal|riyals|riyal|沙特里亚尔',
  EGP: 'egyptian pounds|egyptian pound|埃及镑',
  ZAR: 'south african rand|rand|rands|南非兰特|兰特',
  NGN: '₦|nigerian naira|naira|奈拉',
  KES: 'kenyan shillings|kenyan shilling|肯尼亚先令',
  BRL: 'r$|brazilian reais|brazilian real|brazilian reals|reais|巴西雷亚尔|雷亚尔',
  MXN: 'mx$|mexican pesos|mexican peso|pesos|peso|墨西哥比索|比索',
  ARS: 'argentine pesos|argentine peso|argentinian pesos|阿根廷比索',
  CLP: 'chilean pesos|chilean peso|智利比索',
  COP: 'colombian pesos|colombian peso|哥伦比亚比索',
  PHP: '₱|philippine pesos|philippine peso|filipino pesos|菲律宾比索|菲律宾披索',
  THB: '฿|thai baht|baht|泰铢|泰币',
  VND: '₫|vietnamese dong|dong|越南盾',
  IDR: 'indonesian rupiah|rupiah|rupiahs|印尼盾|印度尼西亚盾|印尼卢比',
  MYR: 'malaysian ringgit|ringgit|ringgits|马币|林吉特|令吉|马来西亚林吉特',
  PKR: 'pakistani rupees|pakistani rupee|巴基斯坦卢比',
  BDT: 'bangladeshi taka|taka|塔卡',
  LKR: 'sri lankan rupees|斯里兰卡卢比',
  BGN: 'bulgarian lev|bulgarian leva|leva|列弗',
}
const rows = Object.entries(said).flatMap(([code, names]) => [
  ...names.split('|').map(name => [name, code] as const),
  [code.toLowerCase(), code] as const,
])
const yen = (code: string) => [['¥', code] as const, ['￥', code] as const]
const tables = {
  en: nameTable([...rows, ...yen('JPY')]),
  'zh-CN': nameTable([...rows, ...yen('CNY')]),
}
/** Words that mean other things too: they count behind a number, or behind what asks for a currency. */
const doubtful =
  /^(?:won|try|real|lei|rand|dong|taka|pound|pounds|块|元|圆|刀|镑|欧|php|all|cop|ron|buck|franc|francs|bar|sterling)$/
const asked =
  /(?:[\d零〇一二三四五六七八九十百千万亿两半几少多]\s?|(?:to|in|into|from|an?|one|many|much|hundred|thousand|million|dozen|and|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|two|three|four|five|six|seven|eight|nine)\s|[成为换作算是于合到])$/

/** All currencies that a request names. "¥" is that of the person's language. */
export function findCurrencies(folded: string, language: Language): Reading<string>[] {
  return tables[language].find(folded).filter(({ start, end }) => {
    const name = folded.slice(start, end)
    return !doubtful.test(name) || asked.test(folded.slice(Math.max(0, start - 12), start))
  })
}

const gap = /\s{0,2}/y

/** An amount of money: its number and the currency before or behind it. */
export function findMoney(
  folded: string,
  language: Language,
): (Reading<number> & { readonly currency?: string })[] {
  const currencies = findCurrencies(folded, language)
  const found: (Reading<number> & { readonly currency?: string })[] = []
  for (let at = 0; at < folded.length; ) {
    const number = numberAt(folded, at)
    if (number === undefined) {
      at += 1
      continue
    }
    const next = number.end + (matchAt(gap, folded, number.end)?.[0].length ?? 0)
    const currency =
      currencies.find(
        one =>
          one.end === number.start ||
          (one.end === number.start - 1 &&
            folded[one.end] === ' ' &&
            /[^a-z]$|^[a-z]{3}$/.test(folded.slice(one.start, one.end))),
      ) ?? currencies.find(one => one.start === next)
    found.push(currency === undefined ? number : { ...number, currency: currency.value })
    at = Math.max(number.end, at + 1)
  }
  return found
}
