import { nameTable } from './names.ts'
import type { Reading } from './reading.ts'

/** Names of units as people say them. What they mean is the tool's business: here they are only found. */
const english = `
kilometres kilometers kilometre kilometer kms km metres meters metre meter m centimetres centimeters centimetre centimeter cms cm
millimetres millimeters millimetre millimeter mm micrometres micrometers microns nanometres nanometers nm
miles mile mi yards yard yds yd feet foot ft inches inch in. nautical_miles nautical_mile light_years light_year furlongs furlong
kilograms kilogrammes kilogram kilogramme kilos kilo kgs kg grams grammes gram gramme g milligrams milligram mg micrograms microgram
tonnes tonne metric_tons metric_ton tons ton pounds pound lbs lb ounces ounce oz stones stone carats carat
litres liters litre liter l millilitres milliliters millilitre milliliter ml centilitres cl decilitres dl
gallons gallon us_gallons us_gallon imperial_gallons imperial_gallon gal quarts quart pints pint cups cup fluid_ounces fluid_ounce fl_oz
tablespoons tablespoon tbsp teaspoons teaspoon tsp barrels barrel
degrees_celsius degrees_fahrenheit degrees_centigrade degrees_c degrees_f degree_celsius degree_fahrenheit celsius centigrade fahrenheit kelvins kelvin °celsius °fahrenheit °c °f c f k
square_kilometres square_kilometers square_kilometre square_kilometer square_metres square_meters square_metre square_meter square_miles square_mile square_feet square_foot square_yards square_yard square_inches square_inch square_centimetres square_centimeters sq_ft sq_m sqft sqm sq_km m² km² ft² cm² m2 km2 ft2
hectares hectare ha acres acre
cubic_metres cubic_meters cubic_metre cubic_meter cubic_feet cubic_foot cubic_inches cubic_centimetres cubic_centimeters cc m³ m3
kilometres_per_hour kilometers_per_hour kilometres_an_hour kilometers_an_hour km/h kmh kph kmph miles_per_hour miles_an_hour mph metres_per_second meters_per_second m/s knots knot feet_per_second
seconds second secs sec s minutes minute mins min hours hour hrs hr h days day weeks week fortnights fortnight months month years year decades decade centuries century milliseconds millisecond ms
bits bit bytes byte kilobytes kilobyte kb megabytes megabyte mb gigabytes gigabyte gb terabytes terabyte tb petabytes pb kibibytes mebibytes gibibytes kib mib gib megabits megabit gigabits gigabit mbps
joules joule j kilojoules kilojoule kj calories calorie cal kilocalories kilocalorie kcal kilowatt_hours kilowatt_hour kwh watt_hours wh
watts watt w kilowatts kilowatt kw megawatts mw horsepower hp
pascals pascal pa kilopascals kpa hectopascals hpa bars bar psi atmospheres atmosphere atm mmhg
radians radian rad degrees degree deg
newtons newton hertz hz kilohertz khz megahertz mhz gigahertz ghz volts volt amps amp`
const chinese = `
公里 千米 华里 里 米 厘米 公分 毫米 微米 纳米 英里 海里 英尺 英寸 码 光年 尺 寸 丈
公斤 千克 克 毫克 微克 吨 市斤 斤 两 磅 盎司 英石 克拉 钱
升 公升 毫升 分升 厘升 加仑 品脱 夸脱 液盎司 杯 汤匙 茶匙 大勺 小勺
摄氏度 华氏度 摄氏 华氏 开尔文 开氏度
平方公里 平方千米 平方米 平米 平方厘米 平方英尺 平方英里 平方英寸 平方码 公顷 亩 英亩 平方 坪
立方米 立方厘米 立方英尺 立方分米 立方
公里每小时 千米每小时 公里/小时 千米/小时 英里每小时 英里/小时 米每秒 米/秒 迈 节 码每小时
秒 分钟 小时 天 周 星期 个月 年 毫秒
字节 比特 千字节 兆字节 兆 吉字节
焦耳 焦 千焦 卡路里 大卡 千卡 卡 度电 千瓦时
瓦 瓦特 千瓦 兆瓦 马力
帕 帕斯卡 千帕 百帕 大气压 巴 毫米汞柱
弧度 角度`
const rows = [...english.trim().split(/\s+/), ...chinese.trim().split(/\s+/)].map(name => {
  const words = name.replaceAll('_', ' ')
  return [words, words] as const
})
const table = nameTable(rows)
/** Units of one letter or that are words of other meanings: they count only right behind a number, or behind "to" and "in". */
const short =
  /^(?:[a-z]|in\.|ha|pa|min|bar|bars|stone|second|degrees?|day|week|year|month|cup|里|两|钱|节|卡|周|年|巴|度|迈|米|克|码|寸|尺|丈|焦|瓦|帕|杯|升|兆|天)$/

/** All units that a request names, as they are said. */
export function findUnits(folded: string): Reading<string>[] {
  return table.find(folded).filter(({ value, start }) => !short.test(value) || isUnitPlace(folded, start))
}

function isUnitPlace(folded: string, start: number): boolean {
  const before = folded.slice(Math.max(0, start - 12), start)
  return /(?:[\d½¼¾零〇一二三四五六七八九十百千万亿两半几少个]\s?-?|(?:to|in|into|an?|one|many|much|per|of|hundred|thousand|dozen|half|-|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|teen|twelve|eleven)\s|[成为换作算是于合到])$/.test(
    before,
  )
}
