/** Places that give their name to no time zone, by the zone they lie in: English names, "=" the Chinese one, "," the next. */
export const cities: Readonly<Record<string, string>> = {
  'Asia/Shanghai':
    'Beijing|Peking=北京,Shenzhen=深圳,Guangzhou|Canton=广州,Chengdu=成都,Chongqing=重庆,Wuhan=武汉,Xi’an|Xian|Xi an=西安,Hangzhou=杭州,Nanjing=南京,Tianjin=天津,Suzhou=苏州,Xiamen=厦门,Qingdao=青岛,Dalian=大连,Kunming=昆明,Lhasa=拉萨,Changsha=长沙,Zhengzhou=郑州,Shenyang=沈阳,Harbin=哈尔滨,Jinan=济南,Fuzhou=福州,Sanya=三亚,Haikou=海口,Guiyang=贵阳,Nanning=南宁,Lanzhou=兰州,Taiyuan=太原,Hefei=合肥,Ningbo=宁波,Wuxi=无锡,Nanchang=南昌,Changchun=长春,Hohhot=呼和浩特,Yinchuan=银川,Xining=西宁,Guilin=桂林,Zhuhai=珠海,Dongguan=东莞,Wenzhou=温州,Lijiang=丽江',
  'Asia/Tokyo':
    'Osaka=大阪,Kyoto=京都,Nagoya=名古屋,Sapporo=札幌,Yokohama=横滨,Fukuoka=福冈,Kobe=神户,Okinawa=冲绳,Hiroshima=广岛,Hokkaido=北海道,Nara=奈良',
  'Asia/Seoul': 'Busan=釜山,Incheon=仁川,Jeju=济州岛',
  'Asia/Kolkata':
    'Jaipur=斋浦尔,Agra=阿格拉,Ahmedabad=艾哈迈达巴德,Mumbai|Bombay=孟买,Delhi|New Delhi=新德里,Bangalore|Bengaluru=班加罗尔,Chennai=金奈,Hyderabad=海得拉巴,Pune=浦那,Goa=果阿',
  'Asia/Ho_Chi_Minh': 'Hanoi=河内,Da Nang=岘港,Saigon=西贡',
  'Asia/Bangkok': 'Krabi=甲米,Phuket=普吉岛,Chiang Mai=清迈,Pattaya=芭提雅',
  'Asia/Jakarta': 'Bandung=万隆,Surabaya=泗水',
  'Asia/Makassar': 'Bali|Denpasar=巴厘岛',
  'Asia/Manila': 'Cebu=宿务',
  'Asia/Kuala_Lumpur': 'Penang=槟城,Johor Bahru=新山',
  'Asia/Dubai': 'Sharjah=沙迦,Abu Dhabi=阿布扎比',
  'Asia/Riyadh': 'Mecca=麦加,Jeddah=吉达',
  'Asia/Karachi': 'Islamabad=伊斯兰堡,Lahore=拉合尔',
  'Asia/Jerusalem': 'Haifa=海法,Tel Aviv=特拉维夫',
  'Asia/Almaty': 'Astana=阿斯塔纳',
  'Asia/Taipei': 'Kaohsiung=高雄,Taichung=台中',
  'Asia/Hong_Kong': 'HK,Hongkong,Kowloon=九龙',
  'Asia/Macau': 'Macao=澳门',
  'Europe/London':
    'Manchester=曼彻斯特,Edinburgh=爱丁堡,Liverpool=利物浦,Birmingham=伯明翰,Glasgow=格拉斯哥,Oxford=牛津,Cambridge=剑桥,Leeds=利兹,Bristol=布里斯托,Cardiff=加的夫,Belfast=贝尔法斯特,England=英格兰,Scotland=苏格兰,Wales=威尔士,Great Britain|Britain|UK=英国',
  'Europe/Paris': 'Lyon=里昂,Marseille=马赛,Nice=尼斯,Bordeaux=波尔多,Toulouse=图卢兹,Strasbourg=斯特拉斯堡',
  'Europe/Berlin':
    'Nuremberg=纽伦堡,Bremen=不来梅,Hanover|Hannover=汉诺威,Bonn=波恩,Munich=慕尼黑,Hamburg=汉堡,Frankfurt=法兰克福,Cologne=科隆,Stuttgart=斯图加特,Düsseldorf|Dusseldorf=杜塞尔多夫,Leipzig=莱比锡,Dresden=德累斯顿',
  'Europe/Madrid': 'Barcelona=巴塞罗那,Seville=塞维利亚,Valencia=瓦伦西亚',
  'Europe/Rome': 'Milan=米兰,Venice=威尼斯,Florence=佛罗伦萨,Naples=那不勒斯,Turin=都灵,Sicily=西西里',
  'Europe/Zurich': 'Geneva=日内瓦,Basel=巴塞尔,Bern=伯尔尼,Lausanne=洛桑',
  'Europe/Amsterdam': 'Rotterdam=鹿特丹,The Hague=海牙,Holland=荷兰',
  'Europe/Brussels': 'Ghent=根特,Bruges=布鲁日,Antwerp=安特卫普',
  'Europe/Lisbon': 'Porto=波尔图',
  'Europe/Moscow': 'St Petersburg|Saint Petersburg|St. Petersburg=圣彼得堡',
  'Europe/Istanbul': 'Ankara=安卡拉',
  'Europe/Warsaw': 'Gdansk|Gdańsk=格但斯克,Wroclaw|Wrocław=弗罗茨瓦夫,Krakow|Kraków=克拉科夫',
  'Europe/Athens': 'Santorini=圣托里尼',
  'Europe/Stockholm': 'Gothenburg=哥德堡',
  'Europe/Kiev': 'Kharkiv=哈尔科夫,Odesa|Odessa=敖德萨,Kyiv=基辅,Lviv=利沃夫',
  'Europe/Vienna': 'Salzburg=萨尔茨堡',
  'Europe/Prague': 'Czech Republic=捷克',
  'America/New_York':
    'New York City|NYC|Manhattan|Brooklyn=纽约市,Washington|Washington DC|Washington D.C.=华盛顿,Boston=波士顿,Miami=迈阿密,Philadelphia=费城,Atlanta=亚特兰大,Orlando=奥兰多,Pittsburgh=匹兹堡,Baltimore=巴尔的摩,Florida=佛罗里达,Massachusetts=马萨诸塞,Ohio=俄亥俄,Pennsylvania=宾夕法尼亚,Virginia=弗吉尼亚,North Carolina=北卡罗来纳,East Coast|the East Coast|Eastern Time|EST|EDT=美国东部|美东',
  'America/Chicago':
    'Houston=休斯顿,Dallas=达拉斯,Austin=奥斯汀,San Antonio=圣安东尼奥,New Orleans=新奥尔良,Minneapolis=明尼阿波利斯,St Louis|St. Louis=圣路易斯,Nashville=纳什维尔,Kansas City=堪萨斯城,Memphis=孟菲斯,Milwaukee=密尔沃基,Texas=得克萨斯|德州,Illinois=伊利诺伊,Minnesota=明尼苏达,Central Time|CST|CDT=美国中部|美中',
  'America/Denver':
    'Salt Lake City=盐湖城,Boulder=博尔德,Colorado=科罗拉多,Utah=犹他,Mountain Time|MST|MDT=美国山地时间',
  'America/Phoenix': 'Arizona=亚利桑那',
  'America/Los_Angeles':
    'LA=洛杉矶市,San Francisco|SF=旧金山|三藩市,Seattle=西雅图,San Diego=圣迭戈|圣地亚哥市,Las Vegas|Vegas=拉斯维加斯,Portland=波特兰,San Jose=圣何塞,Silicon Valley=硅谷,Palo Alto=帕洛阿尔托,Sacramento=萨克拉门托,Hollywood=好莱坞,California=加州|加利福尼亚,Washington State=华盛顿州,Oregon=俄勒冈,Nevada=内华达,West Coast|the West Coast|Pacific Time|PST|PDT=美国西部|美西',
  'America/Anchorage': 'Alaska=阿拉斯加',
  'Pacific/Honolulu': 'Hawaii=夏威夷',
  'America/Toronto': 'Ottawa=渥太华,Montreal|Montréal=蒙特利尔,Quebec|Quebec City=魁北克,Ontario=安大略',
  'America/Edmonton': 'Calgary=卡尔加里,Banff=班夫,Alberta=阿尔伯塔',
  'America/Vancouver': 'British Columbia=不列颠哥伦比亚,Whistler=惠斯勒',
  'America/Mexico_City': 'Guadalajara=瓜达拉哈拉',
  'America/Sao_Paulo': 'Curitiba=库里蒂巴,Rio|Rio de Janeiro=里约热内卢|里约,Brasilia|Brasília=巴西利亚',
  'America/Guayaquil': 'Quito=基多',
  'Australia/Sydney': 'Canberra=堪培拉,New South Wales=新南威尔士',

  'Australia/Brisbane': 'Gold Coast=黄金海岸,Cairns=凯恩斯,Queensland=昆士兰',
  'Pacific/Auckland': 'Wellington=惠灵顿,Christchurch=基督城,Queenstown=皇后镇',
  'Africa/Johannesburg': 'Cape Town=开普敦,Pretoria=比勒陀利亚,Durban=德班',
  'Africa/Casablanca': 'Marrakech|Marrakesh=马拉喀什,Rabat=拉巴特',
  'Africa/Lagos': 'Kano=卡诺,Abuja=阿布贾',
  'Africa/Cairo': 'Alexandria=亚历山大港',
  'Pacific/Fiji': 'Suva=苏瓦,Nadi=楠迪',
  'Pacific/Tahiti': 'Papeete=帕皮提,Bora Bora=波拉波拉岛',
  'America/Bogota': 'Medellin|Medellín=麦德林,Cartagena=卡塔赫纳',
  'America/Lima': 'Cusco=库斯科,Machu Picchu=马丘比丘',
  'Africa/Nairobi': 'Mombasa=蒙巴萨',
  'Africa/Dar_es_Salaam': 'Zanzibar=桑给巴尔',
  'Europe/Dublin': 'Cork=科克',
  'Europe/Oslo': 'Bergen=卑尔根',
  'America/Jamaica': 'Kingston=金斯敦',
  'Asia/Tehran': 'Isfahan=伊斯法罕',
  'Asia/Singapore': 'Singapore=新加坡',
  'America/Panama': 'Panama City=巴拿马城',
  UTC: 'UTC|GMT|Greenwich|Zulu|Universal Time=世界时|协调世界时|格林尼治时间|格林威治时间',
}

/** Of countries with several times, the place that speaks for them: the capital, or what has its time. */
export const speaksFor: Readonly<Record<string, string>> = {
  ...{ US: 'America/New_York', CA: 'America/Toronto', MX: 'America/Mexico_City', BR: 'America/Sao_Paulo' },
  ...{ CL: 'America/Santiago', EC: 'America/Guayaquil', GL: 'America/Nuuk', PT: 'Europe/Lisbon' },
  ...{ ES: 'Europe/Madrid', CD: 'Africa/Kinshasa', RU: 'Europe/Moscow', UA: 'Europe/Kyiv' },
  ...{ CN: 'Asia/Shanghai', MN: 'Asia/Ulaanbaatar', ID: 'Asia/Jakarta', AU: 'Australia/Sydney' },
  ...{ FM: 'Pacific/Kosrae', PG: 'Pacific/Port_Moresby', KI: 'Pacific/Tarawa', NZ: 'Pacific/Auckland' },
  ...{ PF: 'Pacific/Tahiti', UM: 'Pacific/Wake', AQ: 'Antarctica/McMurdo' },
}

/** Of them, those where nearly everybody has that one time. */
export const nearlyOne: ReadonlySet<string> = new Set([
  'CN',
  'UA',
  'ES',
  'PT',
  'NZ',
  'EC',
  'CL',
  'PG',
  'GL',
  'UM',
])

/** Other names of countries, by ISO 3166 code. */
export const countryNames: Readonly<Record<string, string>> = {
  ...{
    US: 'USA,US,U.S.,U.S.A.,America,the States,the US,the USA',
    GB: 'UK,the UK,U.K.,Britain,Great Britain',
  },
  ...{
    AE: 'UAE,the UAE,Emirates,阿联酋',
    KR: 'Korea,韩国',
    KP: 'North Korea,朝鲜',
    CZ: 'Czech Republic,捷克',
  },
  ...{
    CN: 'PRC,Mainland China,中国大陆',
    NL: 'the Netherlands,Holland',
    PH: 'the Philippines',
    TR: 'Turkey',
  },
  ...{ HK: 'Hong Kong,香港', MO: 'Macau,Macao,澳门', TW: 'Taiwan,台湾', MM: 'Burma,Myanmar', SA: '沙特' },
  ...{ CI: 'Ivory Coast', VA: 'Vatican,the Vatican', MK: 'Macedonia', CD: 'DR Congo', BA: 'Bosnia,波黑' },
}
