/** What a unit measures. */
export type Dimension =
  | 'length'
  | 'area'
  | 'volume'
  | 'mass'
  | 'temperature'
  | 'speed'
  | 'time'
  | 'pressure'
  | 'energy'
  | 'power'
  | 'data'
  | 'angle'
  | 'fuel'

/** One unit: what it is worth in the base unit of its dimension, and all that it is called. */
export interface Unit {
  readonly dimension: Dimension
  /** Multiplied with this it is in the base unit (metre, square metre, litre, gram, kelvin, …). */
  readonly factor: number
  /** Added to the product: temperatures begin elsewhere. */
  readonly offset?: number
  /** 'inverse' where the base is the factor divided by it: litres per 100 km. */
  readonly kind?: 'inverse'
  readonly one: string
  readonly many: string
  readonly chinese: string
  /** Lower case where case says nothing. */
  readonly otherNames: readonly string[]
}

/** Names with capitals are looked up as they are written first: "Mb" is no "MB". Names are separated by commas. */
type Row = readonly [one: string, many: string, chinese: string, factor: number, otherNames: string]

const foot = 0.3048
const pound = 453.59237
const gallon = 3.785411784
const imperialGallon = 4.54609
const mu = 2000 / 3

/**
 * SI by the SI Brochure (9th edition); inch, pound and US gallon by the international agreement of 1959 and NIST SP 811;
 * imperial gallon by the UK's Weights and Measures Act 1985; 市制 by the State Council's order of 1959 (1 尺 is a third of
 * a metre, 1 斤 is 500 g of 10 两, 1 亩 is 60 square 丈).
 */
const rows: Readonly<Record<Exclude<Dimension, 'temperature' | 'fuel'>, readonly Row[]>> = {
  length: [
    ['kilometre', 'kilometres', '公里', 1000, 'km,kms,kilometer,kilometers,klick,klicks,千米'],
    ['metre', 'metres', '米', 1, 'm,meter,meters,公尺'],
    ['decimetre', 'decimetres', '分米', 0.1, 'dm,decimeter,decimeters'],
    ['centimetre', 'centimetres', '厘米', 0.01, 'cm,cms,centimeter,centimeters,公分'],
    ['millimetre', 'millimetres', '毫米', 0.001, 'mm,millimeter,millimeters'],
    ['micrometre', 'micrometres', '微米', 1e-6, 'um,µm,μm,micrometer,micrometers,micron,microns'],
    ['nanometre', 'nanometres', '纳米', 1e-9, 'nm,nanometer,nanometers'],
    ['mile', 'miles', '英里', 5280 * foot, 'mi,哩'],
    ['yard', 'yards', '码', 3 * foot, 'yd,yds'],
    ['foot', 'feet', '英尺', foot, "ft,foots,',′,呎"],
    ['inch', 'inches', '英寸', foot / 12, 'in,inchs,",″,吋'],
    ['nautical mile', 'nautical miles', '海里', 1852, 'nmi,浬'],
    [
      'light year',
      'light years',
      '光年',
      9_460_730_472_580_800,
      'ly,lightyear,lightyears,light-year,light-years',
    ],
    ['li (市里)', 'li (市里)', '里', 500, 'li,市里,华里'],
    ['zhang (丈)', 'zhang (丈)', '丈', 10 / 3, 'zhang,市丈'],
    ['chi (市尺)', 'chi (市尺)', '尺', 1 / 3, 'chi,市尺'],
    ['cun (市寸)', 'cun (市寸)', '寸', 1 / 30, 'cun,市寸'],
  ],
  area: [
    [
      'square kilometre',
      'square kilometres',
      '平方公里',
      1e6,
      'km2,square kilometer,square kilometers,sq km,平方千米',
    ],
    ['square metre', 'square metres', '平方米', 1, 'm2,square meter,square meters,sq m,sqm,平米,平方,平'],
    [
      'square centimetre',
      'square centimetres',
      '平方厘米',
      1e-4,
      'cm2,square centimeter,square centimeters,sq cm',
    ],
    ['hectare', 'hectares', '公顷', 1e4, 'ha'],
    ['acre', 'acres', '英亩', 43_560 * foot ** 2, 'ac'],
    ['square mile', 'square miles', '平方英里', (5280 * foot) ** 2, 'mi2,sq mi,sq mile,sq miles'],
    ['square yard', 'square yards', '平方码', 9 * foot ** 2, 'yd2,sq yd,sq yds'],
    ['square foot', 'square feet', '平方英尺', foot ** 2, 'ft2,sq ft,sqft,sq foot,sq feet,平方呎'],
    ['square inch', 'square inches', '平方英寸', (foot / 12) ** 2, 'in2,sq in,sq inch,sq inches'],
    ['mu (亩)', 'mu (亩)', '亩', mu, 'mu,市亩'],
    ['qing (顷)', 'qing (顷)', '顷', 100 * mu, 'qing,市顷'],
  ],
  volume: [
    ['litre', 'litres', '升', 1, 'l,liter,liters,公升'],
    [
      'millilitre',
      'millilitres',
      '毫升',
      0.001,
      'ml,milliliter,milliliters,cc,cm3,cubic centimetre,cubic centimetres,立方厘米',
    ],
    ['cubic metre', 'cubic metres', '立方米', 1000, 'm3,cubic meter,cubic meters,立方,方'],
    ['US gallon', 'US gallons', '美制加仑', gallon, 'gal,gallon,gallons,us gallon,us gallons,加仑'],
    ['imperial gallon', 'imperial gallons', '英制加仑', imperialGallon, 'uk gallon,uk gallons,imp gal'],
    ['US quart', 'US quarts', '夸脱', gallon / 4, 'qt,quart,quarts,us quart'],
    ['US pint', 'US pints', '美制品脱', gallon / 8, 'pt,pint,pints,us pint,us pints,品脱'],
    ['imperial pint', 'imperial pints', '英制品脱', imperialGallon / 8, 'uk pint,uk pints'],
    ['US cup', 'US cups', '杯', gallon / 16, 'cup,cups,us cup,us cups,美制杯'],
    [
      'US fluid ounce',
      'US fluid ounces',
      '液体盎司',
      gallon / 128,
      'fl oz,floz,fluid ounce,fluid ounces,ounce,ounces,oz,盎司,液量盎司',
    ],
    ['tablespoon', 'tablespoons', '汤匙', gallon / 256, 'tbsp,tbsps,大勺,大匙'],
    ['teaspoon', 'teaspoons', '茶匙', gallon / 768, 'tsp,tsps,小勺,小匙'],
    ['cubic foot', 'cubic feet', '立方英尺', (10 * foot) ** 3, 'ft3,cu ft'],
    ['cubic inch', 'cubic inches', '立方英寸', ((10 * foot) / 12) ** 3, 'in3,cu in'],
    ['barrel of oil', 'barrels of oil', '桶', 42 * gallon, 'bbl,barrel,barrels,桶原油'],
  ],
  mass: [
    ['kilogram', 'kilograms', '公斤', 1000, 'kg,kgs,kilo,kilos,kilogramme,kilogrammes,千克'],
    ['gram', 'grams', '克', 1, 'g,gm,gms,gramme,grammes,公克'],
    ['milligram', 'milligrams', '毫克', 0.001, 'mg,milligramme'],
    ['microgram', 'micrograms', '微克', 1e-6, 'ug,µg,μg,mcg'],
    ['tonne', 'tonnes', '吨', 1e6, 't,metric ton,metric tons,metric tonne,公吨'],
    ['US ton', 'US tons', '美吨', 2000 * pound, 'ton,tons,short ton,short tons,短吨'],
    ['long ton', 'long tons', '英吨', 2240 * pound, 'imperial ton,长吨'],
    ['pound', 'pounds', '磅', pound, 'lb,lbs,pounds weight'],
    ['ounce', 'ounces', '盎司', pound / 16, 'oz'],
    ['stone', 'stone', '英石', 14 * pound, 'st,stones'],
    ['carat', 'carats', '克拉', 0.2, 'ct,carrat'],
    ['jin (斤)', 'jin (斤)', '斤', 500, 'jin,市斤,catty,catties'],
    ['liang (两)', 'liang (两)', '两', 50, 'liang,市两,tael,taels'],
    ['qian (钱)', 'qian (钱)', '钱', 5, 'qian,市钱'],
    ['dan (担)', 'dan (担)', '担', 50_000, 'dan,市担'],
  ],
  speed: [
    [
      'kilometre per hour',
      'kilometres per hour',
      '公里每小时',
      1 / 3.6,
      'km/h,kmh,kph,kmph,kilometers per hour,kilometers an hour,kilometres an hour,公里/小时,千米每小时,公里每时,公里时速,时速公里',
    ],
    [
      'metre per second',
      'metres per second',
      '米每秒',
      1,
      'm/s,mps,meters per second,meter per second,meters a second,米/秒',
    ],
    [
      'mile per hour',
      'miles per hour',
      '英里每小时',
      (5280 * foot) / 3600,
      'mph,mi/h,miles an hour,英里/小时',
    ],
    ['knot', 'knots', '节', 1852 / 3600, 'kn,kt,kts'],
    ['foot per second', 'feet per second', '英尺每秒', foot, 'ft/s,fps,英尺/秒'],
    ['speed of sound (340.3 m/s)', 'times the speed of sound (340.3 m/s)', '马赫', 340.3, 'mach'],
  ],
  time: [
    ['second', 'seconds', '秒', 1, 's,sec,secs,秒钟'],
    ['millisecond', 'milliseconds', '毫秒', 0.001, 'ms,msec'],
    ['minute', 'minutes', '分钟', 60, 'min,mins,分'],
    ['hour', 'hours', '小时', 3600, 'h,hr,hrs,钟头,个小时'],
    ['day', 'days', '天', 86_400, 'd,日'],
    ['week', 'weeks', '周', 604_800, 'wk,wks,星期,个星期,礼拜'],
    ['year of 365.25 days', 'years of 365.25 days', '年（365.25 天）', 31_557_600, 'year,years,yr,yrs,年'],
  ],
  pressure: [
    ['pascal', 'pascals', '帕', 1, 'pa,帕斯卡'],
    ['hectopascal', 'hectopascals', '百帕', 100, 'hpa,mbar,millibar,millibars,毫巴'],
    ['kilopascal', 'kilopascals', '千帕', 1000, 'kpa'],
    ['megapascal', 'megapascals', '兆帕', 1e6, 'mpa'],
    ['bar', 'bar', '巴', 1e5, 'bars'],
    ['atmosphere', 'atmospheres', '大气压', 101_325, 'atm,标准大气压,个大气压'],
    ['pound per square inch', 'pounds per square inch', '磅每平方英寸', 6894.757293168, 'psi'],
    ['millimetre of mercury', 'millimetres of mercury', '毫米汞柱', 133.322387415, 'mmhg,torr,mm hg'],
  ],
  energy: [
    ['joule', 'joules', '焦耳', 1, 'j,焦'],
    ['kilojoule', 'kilojoules', '千焦', 1000, 'kj,千焦耳'],
    ['calorie', 'calories', '卡', 4.184, 'cal,卡路里'],
    ['kilocalorie', 'kilocalories', '千卡', 4184, 'kcal,kcals,大卡,food calories'],
    ['kilowatt hour', 'kilowatt hours', '千瓦时', 3.6e6, 'kwh,kilowatt-hour,kilowatt-hours,度电,度,kw·h'],
    ['watt hour', 'watt hours', '瓦时', 3600, 'wh,watt-hour,watt-hours'],
    ['British thermal unit', 'British thermal units', '英热单位', 1055.05585262, 'btu,btus'],
  ],
  power: [
    ['watt', 'watts', '瓦', 1, 'w,瓦特'],
    ['kilowatt', 'kilowatts', '千瓦', 1000, 'kw'],
    ['megawatt', 'megawatts', '兆瓦', 1e6, 'mw'],
    [
      'mechanical horsepower',
      'mechanical horsepower',
      '英制马力',
      (550 * pound * 9.80665 * foot) / 1000,
      'hp,horsepower,bhp',
    ],
    ['metric horsepower', 'metric horsepower', '马力', 735.49875, 'ps,匹,公制马力'],
  ],
  data: [
    ['byte', 'bytes', '字节', 8, 'B'],
    ['bit', 'bits', '比特', 1, 'b,位'],
    ['kilobyte', 'kilobytes', 'KB', 8e3, 'kb,千字节'],
    ['megabyte', 'megabytes', 'MB', 8e6, 'mb,meg,megs,兆,兆字节'],
    ['gigabyte', 'gigabytes', 'GB', 8e9, 'gb,gig,gigs,吉字节,个g'],
    ['terabyte', 'terabytes', 'TB', 8e12, 'tb,太字节'],
    ['petabyte', 'petabytes', 'PB', 8e15, 'pb'],
    ['kibibyte', 'kibibytes', 'KiB', 8 * 2 ** 10, 'kib'],
    ['mebibyte', 'mebibytes', 'MiB', 8 * 2 ** 20, 'mib'],
    ['gibibyte', 'gibibytes', 'GiB', 8 * 2 ** 30, 'gib'],
    ['tebibyte', 'tebibytes', 'TiB', 8 * 2 ** 40, 'tib'],
    ['kilobit', 'kilobits', '千比特', 1e3, 'Kb,kbit'],
    ['megabit', 'megabits', '兆比特', 1e6, 'Mb,mbit'],
    ['gigabit', 'gigabits', '吉比特', 1e9, 'Gb,gbit'],
  ],
  angle: [
    ['degree', 'degrees', '度', Math.PI / 180, 'deg,°'],
    ['radian', 'radians', '弧度', 1, 'rad,rads'],
    ['arcminute', 'arcminutes', '角分', Math.PI / 10_800, 'arcmin'],
  ],
}

const scale = (
  one: string,
  many: string,
  chinese: string,
  factor: number,
  offset: number,
  names: string,
): Unit => ({
  ...{ dimension: 'temperature', factor, offset, one, many, chinese },
  otherNames: names.split(','),
})

const others: readonly Unit[] = [
  scale(
    '°C',
    '°C',
    '摄氏度',
    1,
    273.15,
    'c,celsius,centigrade,degree celsius,degrees celsius,degrees c,deg c,摄氏,degree,degrees,°,度',
  ),
  scale(
    '°F',
    '°F',
    '华氏度',
    5 / 9,
    273.15 - 160 / 9,
    'f,fahrenheit,farenheit,fahrenheight,degree fahrenheit,degrees fahrenheit,degrees f,deg f,华氏,degree,degrees,°',
  ),
  scale('kelvin', 'kelvin', '开尔文', 1, 0, 'k,kelvins,degrees kelvin,开,绝对温度'),
  {
    ...{
      dimension: 'fuel',
      factor: 1,
      one: 'kilometre per litre',
      many: 'kilometres per litre',
      chinese: '公里每升',
    },
    otherNames: ['km/l', 'kpl', 'kilometers per liter'],
  },
  {
    ...{
      dimension: 'fuel',
      factor: 1.609344 / gallon,
      one: 'mile per US gallon',
      many: 'miles per US gallon',
    },
    chinese: '英里每加仑',
    otherNames: ['mpg', 'miles per gallon', 'miles a gallon'],
  },
  {
    ...{
      dimension: 'fuel',
      factor: 100,
      kind: 'inverse',
      one: 'litre per 100 km',
      many: 'litres per 100 km',
    },
    chinese: '升每百公里',
    otherNames: [
      'l/100km',
      'l/100 km',
      'liters per 100 km',
      'litres per 100 kilometres',
      '升/百公里',
      '百公里油耗',
    ],
  },
]

/** Every unit that is known. */
export const units: readonly Unit[] = [
  ...Object.entries(rows).flatMap(([dimension, list]) =>
    list.map(([one, many, chinese, factor, names]): Unit => {
      return { dimension: dimension as Dimension, factor, one, many, chinese, otherNames: names.split(',') }
    }),
  ),
  ...others,
]
