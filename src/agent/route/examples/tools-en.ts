/**
 * Shapes of requests in English, by tool, one a line; `{kind}` is filled from `fillers-en.ts` when the classifier is
 * made. They stand beside the examples that each tool brings (`Tool.examples`).
 */
export const toolShapesEn: Readonly<Record<string, string>> = {
  calculate: `
what is {sum}
what's {sum}?
calculate {sum}
how much is {sum}
{sum}
{sum} = ?
{sum}?
work out {sum} for me
compute {sum} please
can you do the maths: {sum}
tell me the result of {sum}
can you tell me what {sum} comes to
split a bill of {n} between {small} people
{n} divided by {small} people, how much each
what's a {small}% tip on {n}
{small} percent of {n}
what is {small} percent of {n}
I bought {small} shirts at {n} each, how much is that altogether
what do {n} and {n} add up to
the sum of {n} and {n}
add {n}, {n} and {n}
subtract {small} from {n}
multiply {n} by {small}
divide {n} by {small}
half of {n}
a third of {n}
square root of {n}
what's {n} squared
{n} to the power of {small}
the average of {n}, {n} and {n}
{n} minus {small} percent
take {small}% off {n}
how much do I pay with {small}% off {n}
if I save {n} a month, how much is it after {small} months
solve ({n} + {small}) * {small}
quick sum: {sum}
evaluate {sum}
{n} times {small}, what does that make
do a calculation for me
how many is {small} dozen`,
  convert_units: `
convert {q} to {unit}
convert {q} into {unit}
how many {unit} are in {q}
how many {unit} is {q}
what is {q} in {unit}
what's {q} in {unit}?
{q} in {unit}
{q} to {unit}
how much is {q} in {unit}
{q} is how many {unit}
express {q} in {unit}
change {q} into {unit}
turn {q} into {unit}
give me {q} in {unit}
I ran {q}, what is that in {unit}
the recipe says {q}, how many {unit} is that
the sign says {q}, what's that in {unit}
I'm {q} tall, how much is that in {unit}
how long is {q} in {unit}
how heavy is {q} in {unit}
how hot is {n} degrees Fahrenheit in Celsius
{n} F in C
{n} celsius to fahrenheit
what's the oven temperature {n}°F in °C
{n} mph in km/h
how many teaspoons in a tablespoon
how many millilitres in a cup
unit conversion: {q} to {unit}
convert to {unit}: {q}
{q} as {unit}
what would {q} be in {unit}`,
  convert_currency: `
convert {money} to {coin}
convert {money} into {coin}
how much is {money} in {coin}
what is {money} in {coin}
what's {money} in {coin}?
{money} in {coin}
{money} to {coin}
how many {coin} is {money}
how many {coin} do I get for {money}
exchange {money} to {coin}
change {money} into {coin}
what are {money} worth in {coin}
what would {money} be in {coin}
the hotel costs {money}, how much is that in {coin}
the ticket is {money}, what does that make in {coin}
price of {money} in {coin}
I have {money}, how many {coin} is it
currency: {money} to {coin}
give me {money} in {coin}
{money} converted to {coin}
turn {money} into {coin} at today's rate
I earn {money}, what is it in {coin}
if something costs {money}, what is that in {coin}`,
  calculate_date: `
what day of the week is {date}
what weekday was {date}
which day does {date} fall on
what day is {date}
how many days until {date}
how many days are left till {date}
how many weeks until {date}
days between {date} and {date}
how many days from {date} to {date}
how long is it until {date}
what date is {span} from now
what date is {span} from today
what's the date in {span}
what date will it be in {span}
what day will it be {span} from now
what date was it {span} ago
what's the date {span} after {date}
which date is {span} before {date}
{span} from {date}, what date is that
add {span} to {date}
when is {span} after {date}
what was the date {span} before today
what's today's date
what day is it today
which weekday is it tomorrow
how many days since {date}
how long ago was {date}
is {date} a Saturday
on what day does {date} land this year
count the days between {date} and {date}
if I start on {date} and it takes {span}, when do I finish
the warranty is {span} from {date}, when does it end
how many days till Christmas
how many days to my birthday on {date}
when is {span} from today`,
  time_in_place: `
what time is it in {city}
what's the time in {city}
what time is it now in {city}?
time in {city}
current time in {city}
local time in {city} right now
tell me the time in {city}
{clock} in {city} in {city}
{clock} {city} time in {city}
what is {clock} in {city} in {city} time
when it's {clock} in {city}, what time is it in {city}
if it is {clock} in {city} what time is it in {city}
what's {clock} here in {city}
what will the time be in {city} when it's {clock} here
is it night in {city} now
what's the hour in {city}
how late is it in {city}
my meeting is at {clock} {city} time, when is that in {city}
the call is at {clock} in {city}; what time is that in {city}
convert {clock} {city} to {city} time
convert {clock} from {city} time to {city} time
are people in {city} asleep now, what time is it there
clock in {city}
what time do they have in {city}
do you know what time it is over in {city}`,
  set_timer: `
set a timer for {dur}
set a {dur} timer
start a timer for {dur}
start a countdown of {dur}
{dur} timer
{dur} timer please
timer {dur}
timer for {dur}
count down {dur}
put a timer on for {dur}
give me a {dur} timer
I need a timer for {food}, {dur}
set a timer of {dur} for {food}
{food} timer, {dur}
time {dur} for me
let me know when {dur} have passed
tell me when {dur} are up
beep in {dur}
ring in {dur}
wake me in {dur}
alarm in {dur}
begin a {dur} countdown
can you time {dur} for {food}
please start a timer
set a timer
set timer
new timer for {food}
run a timer for {dur}
time my {food} for {dur}
call me when {dur} is over
start the clock for {dur}`,
  set_reminder: `
remind me to {todo} {when}
remind me {when} to {todo}
remind me to {todo}
remind me {when} that I have to {todo}
{when} remind me to {todo}
can you remind me {when} to {todo}
set a reminder to {todo} {when}
set a reminder {when} to {todo}
set a reminder for {when}: {todo}
reminder: {todo} {when}
reminder {when}: {todo}
create a reminder to {todo}
add a reminder {when} to {todo}
don't let me forget to {todo} {when}
don't let me forget to {todo}
make sure I {todo} {when}
make sure I don't forget to {todo}
help me remember to {todo} {when}
I need to remember to {todo} {when}
I must not forget to {todo} {when}
nudge me {when} to {todo}
ping me {when} to {todo}
alert me {when} to {todo}
notify me {when} about {topic}
remind me about {topic} {when}
remind me of {topic} {when}
remind me of {topic}
set a reminder about {topic}
wake me up {when}
give me a reminder {when} for {topic}
set a reminder
remind me of something
remind me {when}
put {topic} in my reminders for {when}
I have {topic} {when}, remind me
please remind me {when}: {todo}
new reminder, {todo}, {when}`,
  list_reminders: `
what are my reminders
show my reminders
list my reminders
list all reminders
show me all my reminders please
what reminders do I have
do I have any reminders
do I have any reminders {when}
any reminders for today
which reminders are set
what's on my reminder list
open my reminders
what do I have to remember today
what did I ask you to remind me of
what are you going to remind me about
see my upcoming reminders
what reminders are coming up
are there reminders for this week
read me my reminders
check my reminders
how many reminders do I have
which timers are running
show running timers
is there a timer running
when is my next reminder
tell me the reminders I've set`,
  cancel_reminder: `
cancel my reminder
cancel the reminder about {topic}
cancel the reminder to {todo}
delete the reminder about {topic}
delete my reminder to {todo}
remove the reminder to {todo}
remove the {topic} reminder
cancel the last reminder
delete that reminder
forget the reminder about {topic}
turn off the reminder for {topic}
stop reminding me to {todo}
stop reminding me about {topic}
you don't need to remind me to {todo} any more
I no longer need the reminder about {topic}
drop the reminder to {todo}
clear my reminder
get rid of the reminder for {topic}
undo the reminder
cancel the timer
stop the timer
turn off the timer
delete the timer for {food}
please don't remind me about {topic}
call off the reminder to {todo}
scrap the {topic} reminder`,
  add_note: `
make a note that {fact}
make a note: {fact}
note that {fact}
note: {fact}
note down that {fact}
note to self: {fact}
take a note: {fact}
take a note that {fact}
add a note: {fact}
add a note that {fact}
add a note saying {fact}
add to my notes that {fact}
add this to my notes: {fact}
write down that {fact}
write this down: {fact}
jot down that {fact}
jot this down: {fact}
put in my notes that {fact}
put this in a note: {fact}
put it in a note
put that in my notes
save a note: {fact}
save this as a note: {fact}
save that as a note
keep a note that {fact}
keep in mind for my notes: {fact}
create a note with {fact}
new note: {fact}
make a note about {topic}
take a note
make a note of that
record in my notes that {fact}
please write down for me: {fact}
note {topic} for later
I want to note something
store in notes: {fact}
could you jot down {fact}`,
  find_notes: `
search my notes for {topic}
find my note about {topic}
find the note about {topic}
find my notes on {topic}
look in my notes for {topic}
look through my notes for {topic}
what do my notes say about {topic}
what did I note about {topic}
what did I write down about {topic}
what have I jotted down about {topic}
do I have a note about {topic}
do I have any notes on {topic}
show me my notes about {topic}
show my notes on {topic}
which note mentions {topic}
is there anything in my notes about {topic}
open my note on {topic}
get the note with {topic}
where did I note {topic}
I wrote a note on {topic}, find it
bring up my notes about {topic}
pull up the note on {topic}
check my notes for {topic}
search notes: {topic}
did I make a note of {topic}
read me the note about {topic}`,
  search_chats: `
search my chats for {topic}
search our chats for {topic}
find the chat about {topic}
find the conversation where we talked about {topic}
find our conversation about {topic}
look in our past conversations for {topic}
look through old chats for {topic}
which chat was about {topic}
in which chat did we talk about {topic}
when did we talk about {topic}
when did I ask you about {topic}
did we ever talk about {topic}
did I ask you about {topic} before
what did we say about {topic} last week
what did you tell me about {topic} the other day
what did we discuss about {topic}
have we discussed {topic} before
show me the chats that mention {topic}
open the chat in which I asked about {topic}
where did we talk about {topic}
search my chat history for {topic}
go through my conversations and find {topic}
that conversation we had about {topic}, where is it
search conversations: {topic}
find what I wrote to you about {topic}
find an earlier chat about {topic}`,
  search_documents: `
what does {doc} say about {topic}
what does my {docname} say about {topic}
what did {doc} say about {topic}
search my documents for {topic}
search my files for {topic}
search the documents for {topic}
find {topic} in {doc}
look up {topic} in {doc}
look in {doc} for {topic}
look in my documents for {topic}
look for {topic} in my documents
check {doc} for {topic}
which document mentions {topic}
which of my documents is about {topic}
which file talks about {topic}
is {topic} mentioned in {doc}
is there anything about {topic} in {doc}
is there anything in my documents about {topic}
where in {doc} is {topic}
where does {doc} mention {topic}
according to {doc}, what about {topic}
according to {doc} how long is {topic}
does {doc} mention {topic}
does {doc} allow {topic}
what do my documents say about {topic}
find the passage on {topic} in {doc}
find documents about {topic}
search my library for {topic}
what's in {doc} about {topic}
show me where {doc} talks about {topic}`,
  summarise_document: `
summarise {doc}
summarize {doc}
summarise {doc} for me
summarize {doc} please
give me a summary of {doc}
write a summary of {doc}
make a summary of {doc}
short summary of {doc}
sum up {doc}
can you sum up {doc}
tl;dr of {doc}
key points of {doc}
the main points of {doc} please
what are the main points of {doc}
what is {doc} about in short
what's in {doc}, in brief
condense {doc}
boil {doc} down to a few sentences
recap {doc}
quick overview of {doc}
{doc} is too long, shorten it for me
give me the gist of {doc}
the short version of {doc}
key takeaways from {doc}
summarise my document
summarise the document
summary of the pdf I added
I have no time to read {doc}, what are the essentials
digest {doc} into bullet points
break {doc} down into the most important points`,
  translate_text: `
translate {phrase} into {lang}
translate {phrase} to {lang}
translate "{phrase}" into {lang}
translate to {lang}: {phrase}
translate into {lang}: {phrase}
translate this into {lang}: {phrase}
how do you say {phrase} in {lang}
how do I say {phrase} in {lang}
how would I say {phrase} in {lang}
how to say {phrase} in {lang}
what is {phrase} in {lang}
what's {phrase} in {lang}?
what's the {lang} for {phrase}
what's the {lang} word for {phrase}
say {phrase} in {lang}
{lang} translation of {phrase}
{phrase} in {lang}
in {lang}, how do I say {phrase}
put {phrase} into {lang}
turn this into {lang}: {phrase}
turn {phrase} into {lang}
write {phrase} in {lang}
give me {phrase} in {lang}
I need this in {lang}: {phrase}
to {lang}: {phrase}
could you translate {phrase} for me
translate {phrase}
translate that into {lang}
translate it to {lang}
translate the following sentence to {lang}: {phrase}
what would {phrase} be in {lang}`,
  open_link: `
open {url}
open {url} please
go to {url}
visit {url}
take me to {url}
show me {url}
launch {url}
browse to {url}
load {url}
open the link {url}
open this link: {url}
open the website {url}
open the page {url} in a new tab
follow this link {url}
go to the website {url}
navigate the browser to {url}
can you open {url} for me
bring up {url}
{url} open it
open the site {url}
pull up {url} in the browser
I want to see {url}
open a link
open that website
jump to {url}`,
  open_map: `
show {place} on the map
show me {place} on a map
show me where {place} is on the map
where is {place} on the map
map of {place}
open a map of {place}
open the map at {place}
open maps for {place}
open {place} in maps
look up {place} on the map
find {place} on the map
directions to {place}
directions to {place} please
get directions to {place}
give me directions to {place}
how do I get to {place}
how do I get to {place} from here
navigate to {place}
route to {place}
start navigation to {place}
take me to {place}
locate {place}
where's the nearest {shop}
find a {shop} near me
nearest {shop}
is there a {shop} nearby
show me {shop}s around here
how far is {place}
how far away is {place} from here
which way to {place}
map: {place}
pull up a map
put {place} on the map`,
  write_email: `
write an email to {who} about {topic}
write an email to {who}
write an e-mail to {who} saying {msg}
write {who} an email about {topic}
write {who} an email saying {msg}
send an email to {who}
send an email to {who} about {topic}
send {who} an email saying that {msg}
email {who}
email {who} about {topic}
email {who} that {msg}
email {who}: {msg}
e-mail {who} and say {msg}
draft an email to {who} about {topic}
draft a mail to {who}
compose an email to {who}
compose an email to {who} with the subject {topic}
mail {who} about {topic}
mail {who} that {msg}
start an email to {who}, subject {topic}
new email to {who}
new mail: {who}, {topic}
prepare an email to {who} that says {msg}
shoot {who} an email about {topic}
drop {who} an email that {msg}
I need to email {who} about {topic}
reply by email to {who} that {msg}
put together a mail to {who} about {topic}
write a mail
send a mail to {addr}
email {addr} saying {msg}
send an email`,
  write_message: `
text {who} that {msg}
text {who}: {msg}
text {who} {msg}
send a text to {who}: {msg}
send {who} a text saying {msg}
send a message to {who}
send a message to {who} saying {msg}
send {who} a message that {msg}
send {who} a message: {msg}
message {who} that {msg}
message {who}: {msg}
message {who}
tell {who} that {msg}
tell {who} {msg}
tell {who} I said {msg}
let {who} know that {msg}
let {who} know {msg}
write to {who} that {msg}
write {who} a message: {msg}
write {who} that {msg}
write a text message to {who}
shoot {who} a text that {msg}
drop {who} a line: {msg}
sms {who} {msg}
send an sms to {who}: {msg}
WhatsApp {who} that {msg}
inform {who} that {msg}
ask {who} by text whether they can come
ask {who} to call me back
reply to {who}: {msg}
answer {who} that {msg}
say to {who} that {msg}
pass on to {who} that {msg}`,
  share_text: `
share this: {phrase}
share this text: {phrase}
share the text {phrase}
share "{phrase}"
share {phrase} with another app
share this with someone
share that
share it
share your answer
share the last answer
share the result
share this via another app
share this sentence: {phrase}
open the share sheet with {phrase}
open the share menu
I want to share {phrase}
I'd like to share this: {fact}
pass this on to another app: {phrase}
use the share function for {phrase}
send this to another app: {phrase}
share the following: {fact}
share what you just wrote
let me share this text
share my note about {topic}
can you share {phrase} for me`,
  copy_text: `
copy {phrase} to the clipboard
copy "{phrase}" to my clipboard
copy this: {phrase}
copy this text: {phrase}
copy the text {phrase}
copy {phrase}
copy that
copy it
copy that to the clipboard
copy your answer
copy the last answer
copy the result to the clipboard
put {phrase} on my clipboard
put "{phrase}" in the clipboard
put this on the clipboard: {fact}
put that on the clipboard
place {phrase} in the clipboard
clipboard: {phrase}
add {phrase} to the clipboard
I want to paste {phrase}, copy it
copy the following to the clipboard: {fact}
copy what you just said
copy the number {n}
copy the address {place}
can you copy {phrase} for me so I can paste it`,
  save_file: `
save this as {file}
save it as {file}
save that to a file
save this to a file
save {phrase} to a file
save {phrase} as {file}
save "{fact}" to {file}
save this text as a file: {fact}
save the answer as {file}
save your last answer to a file
save the result as {file}
write {phrase} to a file
write this to {file}: {fact}
write the text {phrase} into {file}
create a file {file} with {fact}
create a file with the text {phrase}
create a text file that says {phrase}
make a file called {file} containing {phrase}
make a text file with {fact}
download this as a file
download this as {file}
download the answer as a text file
export this as {file}
export that to a text file
store this in a file named {file}
put {fact} into a file called {file}
put that in a file
new file {file}: {fact}
give me this as a file: {fact}`,
}
