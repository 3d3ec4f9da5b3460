"""Sentences that ask for Hermit's own tools, as templates.

A template is a sentence with {fields}; (a|b|) is one of these. Fields named as an argument of the tool become that
argument; others (a time, a shop) only stand there. A template without a field teaches that the argument is absent.
"""
import words_en as E
import words_zh as Z

#: By tool: pairs of the lists that fill the fields, and templates.
EN, ZH = {}, {}

def en(tool, fields, text):
    EN.setdefault(tool, []).append((fields, [t.strip() for t in text.strip().split("\n")]))

def zh(tool, fields, text):
    ZH.setdefault(tool, []).append((fields, [t.strip() for t in text.strip().split("\n")]))

en("set_timer", dict(duration=E.DURATION, label=E.LABEL), """
(set|start|create) a timer for {duration}
(set|start) a {duration} timer
timer (for |){duration}
{duration} (timer|countdown) please
wake me in {duration}
(set|start) a timer for {duration} for {label}
(set|start) a {label} timer for {duration}
set a {duration} timer for {label}
{duration} timer called {label}
timer for {label}, {duration}
start a {duration} timer labelled {label}
{label} needs {duration}, (set|start) a timer
time {label} for {duration}
(let me know|tell me|beep) in {duration}
let me know when {label} has had {duration}
count down {duration}""")
zh("set_timer", dict(duration=Z.DURATION, label=Z.LABEL), """
(定|设|设置|开)(一个|个){duration}的(计时器|定时器|倒计时)
(帮我|请|)计时{duration}
{duration}后叫我
倒计时{duration}
{label}(计时|定时){duration}
(帮我|)定个{duration}的{label}(计时器|定时器)
{label}要{duration}，帮我计时
(设|定)一个{label}的定时器，{duration}
{duration}，{label}用的
开始计时，{duration}，名字叫{label}""")
en("set_reminder", dict(text=E.TASK, at=E.TIME), """
remind me to {text} (at |on |){at}
remind me (at |on |){at} to {text}
(set|create|add) a reminder to {text} (at |for |){at}
(set|create) a reminder (for |at ){at} to {text}
(at |){at}, remind me to {text}
(at |){at} remind me that I (have|need) to {text}
reminder (for |at ){at}: {text}
new reminder: {text}, {at}
I (have|need) to {text} {at}, (please |)remind me
don't let me forget to {text} {at}
make sure I remember to {text} {at}
(nudge|ping|alert|notify) me {at} to {text}
I must not forget to {text} (at |){at}
remind me to {text}
remind me about this: {text}
(set|create) a reminder to {text}
set a reminder (for |at ){at}
remind me {at}
remind me about something""")
zh("set_reminder", dict(text=Z.TASK, at=Z.TIME), """
提醒我{at}{text}
{at}提醒我{text}
(请|麻烦|帮我|){at}(的时候|)提醒我要{text}
{at}(记得|别忘了|叫我){text}
(设|建|加)(一个|个)提醒，{at}{text}
(设|定)一个{at}{text}的提醒
别让我忘了{at}{text}
我{at}要{text}，提醒我一下
提醒：{text}，{at}
到{at}告诉我该{text}了
提醒我{text}
记得叫我{text}
(设|加)个提醒，{text}
{at}提醒我(一下|)
设一个{at}的提醒
提醒我一下""")
en("cancel_reminder", dict(text=E.TASK + E.TOPIC), """
(cancel|delete|remove) the reminder (to|about|for) {text}
(cancel|delete) my {text} reminder
I don't need the reminder (to|about) {text} any more
(forget|drop) the reminder about {text}
stop reminding me (to|about) {text}
never mind the reminder to {text}
(cancel|delete|remove) (the|my) (last |latest |)reminder
cancel that reminder
I no longer need that reminder""")
zh("cancel_reminder", dict(text=Z.TASK + Z.TOPIC), """
(取消|删掉|删除)(那个|)(关于|){text}的提醒
不用提醒我{text}了
别再提醒我{text}了
把{text}的提醒(取消|删了)
{text}那条提醒不要了
(取消|删掉)(刚才|上一个|最后一个|那个)提醒
取消提醒
那个提醒不需要了""")
en("add_note", dict(text=E.NOTE + E.TASK), """
(note|write down|jot down) that {text}
(make|add|take|save) a note: {text}
(add|put) a note that {text}
(remember|keep in mind) that {text}
note: {text}
note to self: {text}
(save|keep) this as a note: {text}
write (this|it) down: {text}
new note, {text}
(please|can you) (note|remember|write down) {text}
put in my notes that {text}
add {text} to my notes
(make|add|take|create) a (new |)note
(put|save) (it|that|this) in (a note|my notes)""")
zh("add_note", dict(text=Z.NOTE + Z.TASK), """
(记一下|记下来|帮我记一下)：{text}
(帮我|请|)(记下|记住|记一下){text}
(添加|新建|写)(一条|个)(笔记|备忘)：{text}
(笔记|备忘)：{text}
把“{text}”(记到笔记里|写进笔记)
把{text}记下来
记个笔记，{text}
在笔记里写上{text}
(请|)(帮我|)记住，{text}
(新建|写)(一个|一条|个)笔记
把(它|这个)记(下来|到笔记里)""")
QUERY_EN, QUERY_ZH = E.TOPIC, Z.TOPIC
en("find_notes", dict(query=QUERY_EN), """
(search|check|look through) my notes (for|about) {query}
(find|show me|get|open) (my|the|all) notes? (about|on|with) {query}
what (do|did) (my notes|I note) say about {query}
do I have (a note|any notes|notes) (about|on) {query}
where did I (note|write) down {query}
search notes: {query}
notes about {query}
what did I (write|note) about {query}
(look|check) in my notes for {query}
find {query} in my notes
is there a note about {query}
which note mentions {query}
show (me |)my notes
search my notes""")
zh("find_notes", dict(query=QUERY_ZH), """
(查|找|搜|搜索)(一下|)(我的|)笔记(里|中|)(关于|)(的|){query}
(找|搜)(一下|)关于{query}的笔记
我的笔记里(有没有|有)(关于|){query}(吗|)
(我|之前)(记过|写过){query}(吗|的笔记吗)
{query}我记在哪了
笔记里怎么写{query}的
哪条笔记提到{query}
打开{query}的笔记
在笔记里找{query}
看看我的笔记
搜索笔记""")
en("search_chats", dict(query=QUERY_EN), """
(search|look through) (my|our|the) (chats|conversations|chat history) (for|about) {query}
when did (we|I) (talk|chat|speak) about {query}
find the (chat|conversation) (about|on|where we discussed) {query}
what did (we|you) say about {query} (last week|before|earlier|)
which (chat|conversation) was about {query}
have we (talked|spoken) about {query} before
find {query} in (my|our) (chats|earlier conversations)
where did we discuss {query}
show me our conversation about {query}
search my chats""")
zh("search_chats", dict(query=QUERY_ZH), """
(搜索|查|找)(一下|)(聊天记录|对话|以前的聊天)(里|)(关于|)(的|){query}
我们(什么时候|哪次)聊过{query}
找(一下|)(我们|)(聊|讨论){query}的(对话|聊天)
我们之前(聊过|谈过|说过){query}吗
上次(我们|)说{query}是在哪个聊天里
之前关于{query}你是怎么说的
在聊天记录里找{query}
搜索聊天记录""")
en("search_documents", dict(query=QUERY_EN + E.words("termination clauses|the refund policy|delivery dates|warranty|payment terms|climate change|protein folding|safety rules|the second experiment|parking|working from home|vacation days|error codes|the noise limit|battery life|battery recycling")), """
(search|look through|check) my documents (for|about) {query}
(search|look in) (my|the) (files|documents|library|papers) for {query}
what do my (documents|files|papers) say about {query}
(find|look up) {query} in my (documents|files|papers|library)
which (document|file|paper) (mentions|talks about|covers) {query}
is there anything (about|on) {query} in my (files|documents)
where in (my|the) documents is {query} (mentioned|covered)
find the passage about {query}
according to my documents, what about {query}
search my documents""")
zh("search_documents", dict(query=QUERY_ZH), """
(搜索|查|找)(一下|)(我的|)(文档|文件|资料)(里|中|)(关于|)(的|){query}
(文档|文件|资料)里(怎么说|提到)(的|){query}
哪(份|个)(文档|文件)(提到|讲)(了|){query}
在(我的|)(文档|文件|资料库)里(找|搜|查){query}
(我的|)文件里有没有{query}的内容
找出文档里关于{query}的(段落|部分)
根据我的资料，{query}是怎么规定的
搜索我的文档""")
en("translate_text", dict(text=E.PHRASE + E.MSG, to=E.LANG), """
translate {text} (into|to) {to}
translate "{text}" (into|to) {to}
translate '{text}' (into|to) {to}
(how do|how would) (I|you) say {text} in {to}
how do you say "{text}" in {to}
what is {text} in {to}
what's "{text}" in {to}
(translate (this|the following) |)(into|to) {to}: {text}
{to} for {text}
say {text} in {to}
I (want|need) to say {text} in {to}
put {text} into {to}
give me the {to} (translation of|for) {text}
in {to}, how do I say {text}
translate this (into|to) {to}
translate it (into|to) {to}
translate {text}
what does {text} mean in {to}
write {text} in {to}""")
zh("translate_text", dict(text=Z.PHRASE + Z.MSG, to=Z.LANG), """
把{text}(翻译成|译成|翻成){to}
把“{text}”(翻译成|译成){to}
(翻译成|用){to}：{text}
{text}用{to}怎么说
“{text}”(的{to}是什么|用{to}怎么说)
{to}的{text}怎么说
(帮我|请)(翻译|翻)一下{text}，(翻成|要){to}
{text}翻译成{to}
我想用{to}说{text}
用{to}(说|写){text}
翻译：{text}
翻译(一下|)这句话：{text}
把(这个|它|这句话)翻译成{to}
(请|帮我)翻译成{to}""")
en("open_map", dict(place=E.PLACE + E.CITY), """
(where is|where's) {place} (on the map|)
(show|open) {place} on (the|a) map
(how do I|how can I) get to {place}
(navigate|directions|route) to {place}
(give|get|show) me directions to {place}
(find|locate) {place} (nearby|on the map|)
map of {place}
take me to {place}
open (a|the) map of {place}
show me the way to {place}
I need to (go|get) to {place}, open the map
what's the (fastest|shortest) way to {place}
open maps
open the map""")
zh("open_map", dict(place=Z.PLACE), """
{place}在哪(里|儿|)
(在地图上|地图上)(显示|找|看看){place}
(打开|看)(一下|){place}的地图
(导航|带我|怎么)(到|去){place}
去{place}怎么走
(查|找)(一下|)去{place}的路线
地图上找一下{place}
打开地图找{place}
我要去{place}，打开地图
打开地图""")
TO_EN = E.NAME + E.words("anna@example.com|ben.k@mail.org|the office|HR|my manager|all of us|Dr. Sanders|Priya|Mom|grandma|+49 170 5550123|support@shop.example|Lucas|Olivia|our accountant|the school")
TO_ZH = Z.NAME + Z.words("anna@example.com|wang@mail.cn|人事部|13800001111|全组|财务|小陈")
en("write_email", dict(to=TO_EN, subject=E.SUBJECT, body=E.MSG + E.NOTE), """
(write|send|compose|draft) an email to {to} about {subject}
(write|send) an email to {to}
email {to} about {subject}
(write|send) {to} an email about {subject}
email {to} that {body}
(write|send) an email to {to} (saying|saying that) {body}
(write|send) an email to {to} about {subject} saying {body}
mail {to}: {body}
email {to}, subject {subject}: {body}
(send|write) {to} an email about {subject} and say {body}
draft an email about {subject} to {to}
tell {to} by email that {body}
email to {to}: {subject}
(write|send) an email about {subject}
(write|send|draft) an email
email {to} with the subject {subject} and the text {body}
let {to} know by email that {body}""")
zh("write_email", dict(to=TO_ZH, subject=Z.SUBJECT, body=Z.MSG), """
(给|帮我给){to}(写|发)(一封|封|个)(邮件|电子邮件|email)
给{to}(写|发)(一封|封)关于{subject}的邮件
(写|发)(一封|封)(邮件|电子邮件)给{to}，(主题是|关于){subject}
(给|发邮件给){to}发邮件说{body}
发邮件告诉{to}{body}
(写|发)邮件给{to}：{body}
给{to}发邮件，主题{subject}，内容是{body}
给{to}写封关于{subject}的邮件，说{body}
(帮我|)邮件通知{to}，{body}
(写|发)(一封|封)关于{subject}的邮件
写(一封|封)邮件""")
en("write_message", dict(to=TO_EN, body=E.MSG + E.NOTE), """
(text|message) {to} that {body}
(text|message) {to}: {body}
(text|message) {to} {body}
tell {to} (that |){body}
(send|write) (a message|a text) to {to} (saying|that says|saying that|:) {body}
(send|write) {to} (a message|a text) (saying|:|that) {body}
send {to} a (text|message): "{body}"
let {to} know (that |){body}
say {body} to {to}
send "{body}" to {to}
(reply to|answer) {to}: {body}
ask {to}: {body}
drop {to} a line: {body}
(can you|please|could you) tell {to} that {body}
inform {to} that {body}
(text|message) {to}
(send|write) a (message|text) to {to}
(send|write) a message saying {body}
(send|write) a message
send an SMS to {to}: {body}
WhatsApp {to} that {body}""")
zh("write_message", dict(to=TO_ZH, body=Z.MSG + Z.NOTE), """
告诉{to}(，|){body}
(给|帮我给){to}发(消息|短信|微信|信息)(说|：|，){body}
(发|写)(消息|短信|微信|条消息)(给|告诉){to}(：|，说|说){body}
跟{to}说(一声|一下|)(，|){body}
(通知|转告){to}，{body}
回复{to}：{body}
问(问|一下|){to}：{body}
(帮我|请)(告诉|转告){to}{body}
给{to}发“{body}”
对{to}说{body}
给{to}发(个|条|)(消息|短信|微信)
(发|写)(一条|条|个)(消息|短信)说{body}
发(个|条)(消息|短信)""")
for tool, verbs_en, verbs_zh in [
    ("share_text", ["(share|pass on) this(: |, ){text}", "share the text {text}", "(share|send round) \"{text}\"", "share: {text}", "share {text} with (others|my friends|another app)", "share (this|that|it)"],
                   ["(分享|转发)(一下|)(这段话|这个|)：{text}", "把“{text}”(分享|转发)出去", "把{text}分享出去", "分享{text}", "(分享|转发)(一下|)(这个|它)"]),
    ("copy_text", ["copy (this|the text|): {text}", "copy \"{text}\" (to the clipboard|)", "copy {text} to (the|my) clipboard", "put {text} (on|in) the clipboard", "copy (this|that|it)( to the clipboard|)"],
                  ["复制(一下|)(这段|这句|)：{text}", "把“{text}”复制(一下|到剪贴板)", "把{text}复制到剪贴板", "复制{text}", "复制(一下|这个)", "把(它|这个)复制到剪贴板"])]:
    en(tool, dict(text=E.TEXT + E.NOTE + E.MSG), "\n".join(verbs_en))
    zh(tool, dict(text=Z.TEXT + Z.NOTE + Z.MSG), "\n".join(verbs_zh))
en("save_file", dict(text=E.TEXT + E.NOTE, name=E.FILE), """
save {text} (as|to|in) {name}
save "{text}" (as|to) {name}
(save|write) (this|the following) (as|to|in) {name}: {text}
(save|write) to a file: {text}
(save|store) the text {text} in a file
(write|put) {text} into a file (called|named) {name}
make a file {name} with {text}
save (this|that|it) as {name}
save (this|that|it) (as|to) a file""")
zh("save_file", dict(text=Z.TEXT + Z.NOTE, name=Z.FILE), """
把{text}(保存|存)(成|到|为){name}
把“{text}”(保存|存)(成|到){name}
(保存|存)(成|为|到)文件：{text}
(保存|存)到{name}：{text}
(写|建)一个文件{name}，内容是{text}
(新建|生成)文件，写上{text}
把(这个|它)(保存|存)(成|为|到){name}
(把它|)存成文件""")
