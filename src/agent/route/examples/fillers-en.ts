/** What fills the shapes of requests in English: by kind, between bars. */
export const fillersEn: Readonly<Record<string, string>> = {
  sum: '12 * 7 | 45 + 18 | 90 - 33 | 144 / 12 | 15% of 240 | (3+4)*2 | 17 plus 25 | 3.5 times 8 | 1,250 minus 380 | 256 divided by 16 | 20 percent of 60 | 2^10 | sqrt(81) | 19.99 * 3 | 7 x 8 | 100 - 12.5 | five times nine | thirty plus twelve | 18% of 56.40 | (12 + 30) / 6 | 6 squared',
  n: '84 | 56 | 144 | 240 | 375 | 19.99 | 1200 | 72 | 350 | 98.6 | 45 | 64 | 500 | 17 | 2500 | 130',
  small: '3 | 4 | 5 | 12 | 15 | 18 | 20 | 7 | 6 | 25 | two | five | 8 | 10',
  q: '5 miles | 10 km | 180 cm | 3 feet | 12 inches | 70 kg | 150 pounds | 2 cups | 500 ml | 3 gallons | 100 degrees Fahrenheit | 25 celsius | 6 feet 2 | 40 acres | 2.5 litres | 8 ounces | 60 mph | 30 metres | a mile | 250 grams | half a pound | 1000 square feet | 3 hours | 90 minutes | 4 GB | two stone',
  unit: 'kilometres | km | miles | feet | metres | cm | inches | pounds | kilos | kg | grams | ounces | litres | millilitres | gallons | celsius | fahrenheit | yards | square metres | km/h | seconds | hours | megabytes | cups | hectares',
  money:
    '100 dollars | 50 euros | 200 pounds | $25 | €80 | £19.99 | 5000 yen | 300 yuan | 1,000 USD | 75 EUR | 20 Swiss francs | 40 CAD | 10000 rupees | 500 RMB | a hundred bucks | 12 quid | 250 Australian dollars | 60 kronor',
  coin: 'euros | dollars | US dollars | pounds | yen | yuan | RMB | EUR | USD | GBP | Swiss francs | Canadian dollars | rupees | Hong Kong dollars | won | CNY',
  date: '4 July 1999 | 12 May | 1 January | March 3rd | the 15th of June | Christmas | New Year | next Friday | 24 December 2027 | 2026-05-01 | August 20 | Easter | the end of the month | my birthday on 9 October | 29 February 2028 | tomorrow | Halloween | 30 November',
  span: '90 days | 3 weeks | two weeks | 100 days | six months | 45 days | 10 days | a year | 18 months | 8 weeks | five days | 40 weeks | 2 months',
  city: 'London | Tokyo | Beijing | New York | Paris | Sydney | Delhi | Berlin | Los Angeles | Shanghai | Cairo | São Paulo | Dubai | Singapore | Toronto | Moscow | Nairobi | Auckland | Madrid | Seoul',
  clock:
    '9 am | 3pm | noon | 17:30 | 8 o’clock | half past six | 10:15 | midnight | 7 in the evening | 14:00',
  dur: '10 minutes | five minutes | half an hour | 45 seconds | two hours | 90 minutes | 3 min | an hour | 25 minutes | 1h 20 | 30 seconds | a quarter of an hour | 12 minutes | 7 minutes | one minute | 20 min',
  food: 'the pasta | eggs | tea | the pizza | a nap | the laundry | rice | my workout | the oven | meditation | a break | the cake | homework | parking',
  todo: 'call mum | water the plants | take my pills | pay the electricity bill | buy milk | book the dentist | send the invoice | feed the cat | take out the bins | pick up Leo from school | renew my passport | turn off the oven | write to Anna | stretch | bring the umbrella | check the mail | submit the report | cancel the gym | wish Tom a happy birthday | move the car | back up my laptop | order flowers | read the contract | iron my shirt',
  when: 'at six | at 7pm | tomorrow | tomorrow at 9am | on Friday | tonight | in half an hour | in 20 minutes | next Monday at 10 | this evening | on the first of March | on Sunday morning | every day at 8 | before lunch | at noon | in two days | at 18:30 | next week | Tuesday afternoon | on 12 May at 3pm | in an hour',
  topic:
    'the dentist | the lease | our budget | the Paris trip | the Wi-Fi password | pets | the garden | the rent | Anna’s birthday | the meeting | insurance | cancellation | overtime | the door code | the car repair | gift ideas | sourdough | the warranty | the marathon | vaccines | parking | the deposit | notice period | the kitchen renovation | school holidays | black holes | the interview | solar panels | the recipe | travel costs',
  fact: 'the door code is 4711 | Anna is allergic to nuts | the meeting moved to Thursday | I parked on level 3 | milk, eggs and bread | the plumber costs 80 an hour | Tom likes dark chocolate | the spare key is under the pot | idea for a talk about crabs | the train leaves from platform 9 | Wi-Fi password is sunflower | my shoe size is 42 | call the bank on Monday | the boiler was serviced in May | we need new curtains | book title: The Overstory | Leo’s teacher is Mrs Park | the flat has 62 square metres',
  doc: 'the lease | the contract | report.pdf | the annual report | my thesis | the manual | chapter three | the insurance policy | the meeting minutes | the employee handbook | notes.docx | the article | the paper on coral reefs | the user guide | my CV | the rental agreement | the terms and conditions | the book I added | the invoice | budget2026.xlsx | the study',
  docname:
    'lease | contract | handbook | insurance policy | thesis | manual | rental agreement | report | employment contract',
  phrase:
    'good morning | thank you very much | where is the station | I love you | the food was delicious | see you tomorrow | happy birthday | I am lost | cheese | excuse me | how much does it cost | my name is Ben | the meeting is at three | I would like a coffee | good luck | strawberry | we are out of milk | it is raining | please wait here | hello everyone | I am looking forward to it | water | the cat is asleep',
  lang: 'French | Spanish | German | Italian | Japanese | Chinese | English | Russian | Portuguese | Korean | Arabic | Dutch | Polish | Hindi | Mandarin | Greek | Turkish | Latin | Swedish',
  url: 'example.com | https://www.wikipedia.org | bbc.co.uk | github.com | www.nytimes.com | https://news.ycombinator.com | openstreetmap.org | http://localhost:3000 | https://example.org/page?id=3 | youtube.com | gutenberg.org | my-site.net | arxiv.org/abs/1706.03762 | the.guardian.com',
  place:
    'the airport | Central Park | 45 Maple Avenue | the train station | the British Museum | Rome | the university library | the beach | the hospital | Alexanderplatz | 10 Downing Street | Lake Como | the office | Golden Gate Bridge | Kyoto | the town hall | Heathrow Terminal 5 | the Louvre | Lisbon old town | Mount Fuji',
  shop: 'pharmacy | supermarket | coffee shop | petrol station | cash machine | bakery | post office | restaurant | car park | doctor | bookshop | charging station',
  who: 'Anna | Ben | mum | my boss | David | the team | Sam | Clara | my wife | dad | my landlord | the teacher | Dr Lee | Karim | grandma | Maria | my brother | the office | our neighbour | support | Mr Smith | Laura | HR',
  addr: 'anna@example.com | bob.miller@mail.org | info@shop.example | sales@company.com',
  msg: 'I’m running late | dinner is ready | the train is delayed | I can’t make it tonight | happy birthday | the meeting is at three | I’ll call later | thanks for the flowers | I’m sick today | the package arrived | we are at the beach | good luck tomorrow | the report is finished | I’m on my way | see you at noon | please bring the keys | I will be home at seven | the heating is broken | Leo has a fever',
  file: 'notes.txt | list.md | report.txt | recipe.md | todo.txt | answer.md | summary.txt | ideas.txt | data.csv | letter.txt | poem.txt',
  drink:
    'two flat whites | a large cappuccino | three bagels | a pepperoni pizza | an oat milk latte | a green tea | four spring rolls | a burger and fries | sushi for two | a dozen eggs | one espresso to go | a cheese sandwich',
  brand:
    'Blue Bottle | Mario’s | the café | Amazon | Golden Wok | Starbucks | the bakery | Tesco | Uber Eats | the corner shop',
  thing:
    'a phone charger | running shoes | a new kettle | printer ink | a birthday card | concert tickets | headphones | cat food | a winter coat | batteries',
  song: 'Taylor Swift | some jazz | Hey Jude | my workout playlist | classical music | the radio | Coldplay | a podcast',
  room: 'the kitchen | the living room | the bedroom | the hall | the garage | upstairs',
  idea: 'a timer | a reminder | an alarm clock | a currency | the metric system | a kilometre | a time zone | a leap year | the calendar | the clipboard | email | a text message | a hyperlink | a map | GPS | a text file | a summary | translation | a calculator | arithmetic | percentages | a notebook | note-taking | a library | a contract | a search engine | exchange rates | inflation | democracy | gravity | machine learning | the internet | a battery | chess | meditation | a website | a date | the week | daylight saving time | a folder | copy and paste | sharing | long division | a recipe',
}
