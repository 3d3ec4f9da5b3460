/**
 * What somebody else must do, an app or a server that may or may not be there, in English: shapes filled from
 * `fillers-en.ts`, one a line. Where no such tool is there, Hermit answers in plain words.
 */
export const appEn = `
order {drink}
order {drink} from {brand}
order {drink} for {when}
order me {drink}
can I order {drink}
can I get {drink}
I'd like {drink} please
I'd like to order {drink}
I'll have {drink}
get me {drink}
get me {drink} from {brand}
place an order for {drink}
{drink} please
{drink} for Anna, please
buy {thing}
buy {thing} on {brand}
buy me {thing}
I want to buy {thing}
purchase {thing} for me
order {thing} from {brand}
add {thing} to my cart
add {drink} to my order
put {thing} in the basket
check out my cart
cancel my order
cancel that order
cancel the order at {brand}
cancel my booking
cancel my subscription
change my order to {drink}
where is my order
what's the status of my order
track my parcel
what's on the menu
show me the menu
list the menu
what drinks do you have
what do they sell at {brand}
how much is {drink} at {brand}
pay the bill
pay {brand} for the order
return {thing} to {brand}
book a table for {small}
book a table for two {when}
book a flight to {city}
book a hotel in {city} for {span}
book a taxi to {place}
book an appointment with the dentist {when}
reserve a table {when}
reserve a room for {when}
rent a car in {city}
call a taxi to {place}
get me an Uber to {place}
buy two tickets to {city}
turn on the lights
turn off the lights in {room}
turn the lights in {room} off
dim the lights in {room}
switch on the heating
set the thermostat to {small} degrees
lock the front door
open the garage door
close the blinds in {room}
start the robot vacuum
turn on the TV
turn up the volume
play {song}
play {song} in {room}
put on {song}
pause the music
next song
skip this track
stop the music
like this song
call {who} on the phone
phone {who}
take a photo
what's the weather in {city}
will it rain {when}
what's the forecast for {when}
add an event to my calendar {when}
what's on my calendar {when}
move my meeting to {when}
create a task in my project board
close ticket {n}
create an issue on the tracker
show open issues
deploy the website
run the tests
check my bank balance
transfer {money} to {who}
pay {who} {money}
what did I spend last month
post this on my feed
like the last post
start my washing machine
water the garden now
feed the fish with the feeder
have {drink} delivered
deliver {drink} to {place}
check in for my flight
extend my parking
renew my library books
query the database for customers from {city}
`
