"""Tools as apps and servers bring them, under several names, so that one never seen can be filled too."""
import re
import words_en as E
import words_zh as Z
from templates import en, zh

def app(names, args, fields_en, text_en, fields_zh, text_zh):
    """Fields as (argument, list); each name of `names` gets its own names for the arguments."""
    for name, renamed in names.items():
        new = dict(zip(args, renamed))
        to = lambda text: re.sub(r"\{(\w+)\}", lambda m: "{" + new.get(m[1], m[1]) + "}", text)
        en(name, {new.get(k, k): v for k, v in fields_en.items()}, to(text_en))
        zh(name, {new.get(k, k): v for k, v in fields_zh.items()}, to(text_zh))

MILK_EN, MILK_ZH = E.words("oat milk|whole milk|soy milk|almond milk|skimmed milk|no milk"), Z.words("燕麦奶|全脂奶|豆奶|脱脂奶|杏仁奶")
app({"order_drink": ("item", "quantity", "cafe", "milk"), "order_item": ("item", "quantity", "shop", "extra"), "buy": ("product", "count", "store", "option"), "add_to_cart": ("product", "quantity", "shop", "note"), "order_food": ("dish", "number", "restaurant", "request")},
    ("item", "quantity", "who", "milk"),
    dict(item=E.ITEM, quantity=E.COUNT, who=E.SHOP, milk=MILK_EN), """
(order|buy|get me|I'd like|I'll have|I want|we need) {quantity} {item} from {who}
(order|buy|get me|I'd like|I'll have|I want) {quantity} {item}
(order|get me|can I have|could I get) {quantity} {item} with {milk}
{quantity} {item} from {who} please
{quantity} {item} (please|)
from {who}, order {quantity} {item}
(order|buy) {item}
(order|get) {item} from {who}
go to {who} and (order|buy) {quantity} {item}
order {quantity} {item} with {milk} from {who}
(order|buy) something from {who}
place an order (for|of) {quantity} {item}
add {quantity} {item} to my (cart|basket|order)""",
    dict(item=Z.ITEM, quantity=Z.COUNT, who=Z.SHOP, milk=MILK_ZH), """
(点|买|来|订|我要)(一份|){item}
(点|买|来|订|我要){quantity}(杯|份|个|瓶){item}
(在|去|从){who}(点|买|订){quantity}(杯|份|个){item}
(帮我|请|)(在|从){who}(点|买|订){item}
{who}的{item}来{quantity}(份|杯|个)
{quantity}(杯|份|个){item}，加{milk}
(点|来){quantity}(杯|份){milk}的{item}
我想(点|买){who}的{item}
在{who}买点东西
把{quantity}(个|份){item}加到购物车""")
app({"place_order": ("item", "quantity", "name", "milk"), "order_coffee": ("drink", "number", "customer", "milk")}, ("item", "quantity", "who", "milk"),
    dict(item=E.ITEM, quantity=E.COUNT, who=E.NAME, milk=MILK_EN), """
(order|get|I'd like|make) {quantity} {item} for {who}
{quantity} {item} with {milk} for {who} (please|)
{quantity} {item} (under|on) the name {who}
(order|I'll have|can I get) {quantity} {item}, name is {who}
(order|I'll have|can I get) {quantity} {item} with {milk}
{quantity} {item}(, please|)
(I'd like|order) {item}
(a coffee|something|an order) for {who}""",
    dict(item=Z.ITEM, quantity=Z.COUNT, who=Z.NAME, milk=MILK_ZH), """
{quantity}(杯|份){item}，{milk}，名字(写|是|叫){who}
(帮|给){who}点{quantity}(杯|份){item}
{quantity}(杯|份){item}，{who}的
用{who}的名字(点|订){quantity}(杯|份){item}
(来|点){quantity}(杯|份){item}，要{milk}
(来|点|要)(一杯|){item}
(来|要){quantity}杯{item}""")
app({"book_table": ("name", "restaurant", "people"), "make_reservation": ("customer", "venue", "guests"), "reserve": ("on_name", "place", "seats")},
    ("who", "venue", "people"),
    dict(who=E.NAME, venue=E.SHOP, people=E.words("two|four|2|6|five|three|8")), """
book a table (at|in) {venue} for {people}
(book|reserve) a table for {people} at {venue} under {who}
(reserve|book) {venue} for {people} people
table for {people} at {venue}, name is {who}
make a reservation at {venue} for {who}
book a table for {people}
get us a table at {venue}""",
    dict(who=Z.NAME, venue=Z.SHOP, people=Z.words("两|四|三|6|五|八")), """
在{venue}订一张{people}人桌
(帮我|)订{venue}，{people}个人，用{who}的名字
用{who}的名字在{venue}订位
预订{venue}{people}位
订个{people}人的位子""")
app({"turn_on": ("device",), "switch": ("target",), "control_device": ("device_name",)}, ("device",), dict(device=E.DEVICE), """
(turn|switch) (on|off) {device}
turn {device} (on|off)
(start|stop) {device}
please switch {device} off
is {device} on""", dict(device=Z.DEVICE), """
(打开|关掉|关上|开一下){device}
把{device}(打开|关掉|关了|开一下)
{device}开着吗
(帮我|请)(开|关)一下{device}""")
app({"play_music": ("query",), "play": ("title",), "queue_song": ("song",)}, ("query",), dict(query=E.MUSIC), """
play {query}
put on {query}
I want to (hear|listen to) {query}
(can you |please )play {query}
play me {query}
add {query} to the queue
play some music""", dict(query=Z.MUSIC), """
(播放|放|来一首|放一首|听){query}
我想听{query}
(帮我|请|)放(一下|点){query}
来点{query}
放点音乐""")
app({"get_weather": ("city",), "weather": ("location",), "find_flights": ("destination",)}, ("city",), dict(city=E.CITY), """
(what's|how is) the weather (like |)in {city}
will it rain in {city} (tomorrow|today|tonight|)
(find|show) (me |)flights to {city}
weather {city}
how (cold|warm) is it in {city}
what's the weather like""", dict(city=Z.words("北京|上海|广州|深圳|成都|杭州|西安|武汉|南京|东京|巴黎|纽约|伦敦|重庆|厦门|昆明|拉萨|青岛|哈尔滨|香港")), """
{city}(今天|明天|)天气怎么样
{city}(明天|今晚|)会下雨吗
查(一下|){city}的天气
{city}(冷|热)不冷
今天天气怎么样
查一下去{city}的航班""")
app({"create_event": ("title", "location"), "add_event": ("summary", "where"), "create_task": ("title", "project")}, ("title", "place"),
    dict(title=E.SUBJECT + E.TASK, place=E.PLACE, at=E.TIME), """
(create|add) an event {at}: {title}
put {title} (on|in) my calendar (for |){at}
schedule {title} at {place} {at}
add {title} to my calendar
(create|add) a task to {title}
new event: {title}, {at}, {place}
meet at {place} {at}, put it in the calendar""", dict(title=Z.SUBJECT + Z.TASK, place=Z.PLACE, at=Z.TIME), """
(在日历上|日历里)(加|添加|写上){at}{title}
{at}(安排|加上){title}，地点{place}
把{title}加到日历
(新建|创建)(日程|任务)：{title}
日程：{at}在{place}{title}""")
