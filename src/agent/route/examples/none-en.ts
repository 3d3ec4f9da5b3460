/**
 * What people say to Hermit that no tool answers, in English, one a line: knowledge, small talk, requests to write, to
 * explain and to code, and near misses of every tool.
 */
export const noneEn = `
hello
hi there
hey
good morning
good evening, how are you
how are you today
what's up
nice to meet you
thank you so much
thanks, that helped
ok
okay, got it
yes please
no, not that
sure, go on
continue
go on
tell me more
can you explain that again
what do you mean by that
why
really?
are you sure about that
that's wrong
I don't think that's right
shorter please
make it longer
rewrite it in a friendlier tone
say it more simply
give me another example
try again
never mind
good night
see you later
you are great
I love you
I am bored
I'm so tired today
I had a terrible day
I feel lonely
I'm nervous about my exam tomorrow
my boyfriend left me and I don't know what to do
my boss is unfair and I want to quit
I can't sleep
what's your name
who made you
are you human
what can you do
do you remember me
do you have feelings
where do you live
how old are you
are you connected to the internet
is what I write private
can you set timers
what tools do you have
can you speak Chinese
which languages do you know
how do you work
tell me a joke
tell me a story about a dragon
tell me something interesting
sing me a song
let's play a game
play twenty questions with me
ask me a riddle
who wrote Hamlet
who was Cleopatra
who invented the telephone
who painted the Mona Lisa
who is the president of France
when did World War II end
when was the Eiffel Tower built
when did the Berlin Wall fall
what is the capital of Australia
what is the largest ocean
what is the tallest mountain in Africa
how many planets are there
how many bones does a human have
how many people live in Tokyo
how far is the moon from the earth
how fast is light
how old is the universe
how tall is Mount Everest
how long do cats live
how deep is the ocean
how heavy is an elephant
why is the sky blue
why do cats purr
why do leaves change colour
why do we have time zones
why is the sea salty
why do we dream
why did the Roman Empire fall
why does bread rise
what is photosynthesis
what is gravity
what is inflation
what is algebra
what is a prime number
what is the theory of relativity
what is machine learning
what is a black hole
what is a timer
what is a reminder app
what is a currency
what is a kilometre
what is the metric system
what is a leap year
what is a time zone
what is a clipboard
what is an email
what is a hyperlink
what is a text file
what is GPS
what is translation studies
what does ubiquitous mean
what does “to jot down” mean
what does the word deadline mean
what does tl;dr mean
what does PDF stand for
what does GMT stand for
what's the difference between a mile and a nautical mile
what's the difference between weather and climate
what's the difference between their and there
what's the difference between TCP and UDP
what is the meaning of life
what's your opinion on honesty
what's a good hobby
what should I cook tonight
what should I give my mother for her birthday
what is a good name for a cat
what are the benefits of meditation
what are the symptoms of flu
what are the rules of chess
what languages are spoken in Switzerland
what happened in 1969
what causes earthquakes
what do hermit crabs eat
which is better, tea or coffee
which phone should I buy
which planet has the most moons
which country has the longest coast
where do penguins live
where does chocolate come from
where was Napoleon born
where did the word sandwich come from
is it healthy to eat pizza
is a tomato a fruit
is there life on Mars
is Pluto a planet
is it safe to swim after eating
are dolphins fish
do plants feel pain
does coffee make you taller
can dogs eat grapes
can you get a cold from being cold
should I learn Rust or Go
should I rent or buy a house
explain gravity to me
explain recursion like I'm five
explain how a bill becomes law
explain the offside rule
explain photosynthesis in simple words
explain the French Revolution
explain what a hash map is
explain quantum computing
explain the difference between a lease and a licence
explain how compound interest works
explain how time zones work
explain how GPS finds a place
explain how exchange rates are set
explain how email works
explain how to convert miles to kilometres
explain how to calculate a percentage
explain why the Gregorian calendar replaced the Julian
how does a battery work
how does a microwave heat food
how do vaccines work
how do clouds form
how do musicians read notes
how do planes fly
how do I tie a tie
how do I boil an egg
how do I learn to play the guitar
how do I get better at chess
how do I get to know new people
how do I stop procrastinating
how do I remember names better
how do I take good notes in class
how do I write a good email
how do I write a cover letter
how do I open a jar that is stuck
how do I open a file in Python
how do I copy an array in JavaScript
how do I convert a string to a number in Python
how do I set a timer in JavaScript
how do I calculate the area of a circle
how do I get rid of ants
how do I save money
how do I cancel a gym membership politely
how do translators deal with puns
how can I improve my memory
how can I improve my English
how should I prepare for a job interview
how is cheese made
how was the moon formed
how many countries are in Europe
how many hours should I sleep
how many calories are in a banana
how much water should I drink a day
how much does a house in London cost
how much sugar is in cola
how long does it take to learn Spanish
how long does a marathon take
how long should I boil eggs
how long was the Hundred Years' War
write a short poem
write a poem about reminders
write a poem about the sea
write a haiku about time
write a story about a man who forgets everything
write a limerick about a calculator
write a song about my dog
write a love letter
write a speech for my sister's wedding
write a toast for a retirement party
write a cover letter for a job as a nurse
write a short essay on climate change
write a product description for a candle
write a review of a restaurant
write a tweet about coffee
write a blog post about remote work
write a dialogue between a cat and a dog
write an essay about the history of translation
write a scene in which two friends meet on a train
write a Python function
write a Python function that reverses a string
write a function that converts celsius to fahrenheit
write a SQL query that finds duplicates
write a bash script that renames files
write a regular expression for dates
write a countdown timer in JavaScript
write a program that sends emails
write a to-do app in React
write some HTML for a contact form
write me an outline for a novel
write a summary of the French Revolution
write a list of ten fruits
write the opening line of a mystery
draft a plan for learning German
draft a job advert for a baker
compose a melody description for a film
create a weekly meal plan
create a study plan for my exam
create a training plan for a 10k run
make a packing list for a week in Norway
make up a bedtime story
make a table of the planets and their sizes
make a list of pros and cons of moving abroad
give me tips for a job interview
give me ideas for a birthday party
give me a recipe for pancakes
give me ten business name ideas for a café
give me a synonym for happy
give me advice on saving money
give me five words that rhyme with time
give me an overview of the history of Rome
give me a short introduction to Kant
give me the main ideas of stoicism
suggest a film for tonight
suggest a book like Dune
recommend a good city for a weekend
recommend some exercises for back pain
list the countries of South America
list five facts about octopuses
list the presidents of the United States
list arguments for and against school uniforms
name three famous painters
name a mammal that lays eggs
compare tea and coffee
compare Python and Java
compare Paris and Rome for a holiday
describe a sunset
describe the taste of mango
describe the water cycle
define entropy
define irony with an example
spell necessary
use the word serendipity in a sentence
correct this sentence: she don't like apples
fix the grammar: me and him goes to school
proofread this: I has been working here since five years
improve this paragraph: our company is good and makes good things
rephrase: the meeting was very long and boring
make this sound more polite: give me the report now
what is wrong with this code: for i in range(10) print(i)
why do I get a null pointer exception here
my code throws "undefined is not a function"
what does this error mean: ECONNREFUSED
how do I centre a div
what is the difference between let and const
can you review my code
explain this regex: ^\\d{3}-\\d{4}$
what does the map function do in JavaScript
how do I merge two branches in git
what's the time complexity of quicksort
help me with my homework on volcanoes
help me decide between two job offers
help me come up with a name for my podcast
help me understand mortgages
help me write a poem
I need help with my essay
I want to learn to cook
I want to start running
I'm thinking about getting a dog
I'm planning a trip to Japan, what should I see
I'm learning French, what should I start with
I forgot my anniversary, what do I do
I always forget things, what can I do
I was late because my alarm didn't ring
my timer is broken
my notes are a mess
my email got hacked, what should I do
my landlord won't return the deposit, what are my rights
my phone doesn't charge
my cat won't eat
today was a good day
yesterday I saw a fox in the garden
I just finished a great book
we talked about this before
I told you already
I need a break
I have a headache
I have a meeting in ten minutes and I'm nervous
I ran five miles this morning
I paid fifty euros for this and it broke
I sent her a message but she doesn't answer
I read the contract and I don't like it
I left my umbrella on the train
she reminds me of my sister
that reminds me of a song
time flies
money isn't everything
note that I'm a beginner
remember that I'm vegetarian when you suggest recipes
let's talk about history
let's talk about the weather in novels
let me think
let me tell you about my day
pretend you are a pirate
act as an interviewer for a job as a designer
be my French teacher
imagine you could travel in time
roleplay as a medieval knight
answer in one word
answer as briefly as you can
in your opinion, is art useful
what would happen if the moon disappeared
what would you do with a million dollars
what if dinosaurs were alive
what do you think about remote work
do you like music
do you believe in ghosts
have you read Moby-Dick
did the Vikings reach America
was Shakespeare a real person
can money buy happiness
can you recommend a podcast about history
can you write a poem in the style of Rilke
can you explain how a timer circuit works
could you tell me about the history of money
could you explain what a summary should contain
could machines ever think
tell me about the history of maps
tell me about the invention of the clock
tell me about the euro
tell me about Beijing
tell me about the French language
tell me how to write a message in a bottle story
tell me the plot of Hamlet
tell me why people forget things
who keeps the time of the world
who decides exchange rates
who invented email
who invented the calendar
which came first, the chicken or the egg
when was email invented
when do swallows fly south
when should I plant tomatoes
when is the best time to visit Iceland
what time do people usually eat dinner in Spain
what time is best for exercise
what is the best way to take notes
what is the best way to remember a speech
what is the history of the dollar
what is the longest word in German
what is the most spoken language
what is the population of China
what is the exchange of gases in the lungs
what is the square root algorithm
what is the order of operations
what is the point of a weekly calendar
what is a good email subject line
what makes a good summary
what makes a website fast
what's a polite way to say no
what's the weather usually like in May in Rome
what's the best map projection
what's the etymology of the word calendar
what's two-factor authentication
what's the story behind April Fools' Day
what's the French Quarter like
what day did the moon landing happen
what year did Einstein die
what do lawyers do
what does a translator earn
what does Kant say about duty
what does the Bible say about love
what does the constitution say about free speech
what did Darwin discover
what did people do before email
what are documents in a court case
what are notes in music
what are good questions to ask in an interview
how do chat programs work
how do reminders help people with ADHD
how do timers in washing machines work
how do search engines find documents
how do I share my feelings with others
how do I save a drowning plant
how do I send a rocket to the moon in Kerbal
how do people say goodbye in different cultures
how do currencies get their names
how do open-source licences work
summarise the plot of Romeo and Juliet
summarise the French Revolution in three sentences
summarise what you just said
summarise the pros and cons of nuclear power
sum up the theory of evolution
translate my feelings into a poem
is English or French harder to learn
is it rude to email on Sundays
is the metric system better than the imperial one
is Friday the 13th really unlucky
is a kilogram heavier than a pound
the meaning of the word reminder
the history of the kilogram
a poem about Monday
a story about a lost letter
an essay on the clock in literature
ideas for dinner
tips for learning vocabulary
difference between affect and effect
symptoms of dehydration
best books of all time
Python list comprehension example
recipe for tomato soup
quantum mechanics
Napoleon
photosynthesis in two sentences
dark matter?
capital of Peru
meaning of the name Sophie
lyrics about summer
`
