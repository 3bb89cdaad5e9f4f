/**
 * Made-up comments to measure the classifier with: templates with words put in by a seeded dice. It is a small world: real advertising is more varied and learns from what is held, so the
 * figures are a border that must not be crossed, and no promise.
 */

type Dice = (below: number) => number

/** Numbers that are the same each time. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const parts: Record<string, string[]> = {
  song: ['Crooked', 'Tonight', 'Blue', 'Happy', 'Ddaeng', 'Spring Day', 'Fantastic Baby', 'I Got a Boy', 'View', 'Sherlock', 'Love Scenario', 'Cheer Up'],
  name: ['G-Dragon', 'Taeyeon', 'Kim Hyun-joong', 'Suga', 'IU', 'Jonghyun', 'the maknae', 'the leader', 'their choreographer', 'the second lead'],
  place: ['London', 'Prague', 'the desert', 'that rooftop', 'Tokyo', 'the tunnel', 'Iceland', 'the old cinema', 'Seoul station', 'the beach'],
  feel: ['cried', 'laughed', 'got goosebumps', 'was bored', 'danced in the kitchen', 'stopped the bus', 'woke my sister', 'forgot dinner'],
  thing: ['bridge', 'dance break', 'chorus', 'last shot', 'red coat', 'lighting', 'camera work', 'outfit', 'ending', 'story'],
  number: ['2', '3', '11', '20', '90', '100', '250', '500', '1000', '5000'],
  pill: ['viagra', 'cialis', 'weight loss pills', 'keto gummies', 'testosterone booster', 'hair growth oil', 'cheap meds'],
  site: ['best-deal.example', 'win-big.example', 'fast-cash.example', 'pills-shop.example', 'crypto-gold.example', 'watch-free.example', 'rank-first.example'],
  money: ['$500 a day', '€3000 weekly', '1000 % profit', 'a $250 bonus', '5 BTC', '$9.99 only', '70 % off'],
  shop: ['casino', 'betting club', 'loan office', 'pharmacy', 'watch store', 'crypto desk', 'dating site', 'SEO agency'],
  goods: ['replica watches', 'followers', 'backlinks', 'payday loans', 'gift cards', 'forex signals', 'essay writing', 'slot bonuses'],
}

const honest = [
  'The making-of is at https://videos.example/{number}, {name} explains the {thing}',
  'I {feel} at the {thing} of {song}, every single time',
  'You cannot leave {song} out, the {thing} alone is worth the list',
  'Does anybody know where {place} in {song} is? I have looked for years',
  'I was in {place} last spring and it looks nothing like in {song}',
  '{name} carried this, the {thing} is the best of that year',
  'Not sure about number {number}, the {thing} feels rushed to me',
  'My sister voted for {song} and we have not spoken since',
  'The {thing} in {place} was filmed in one take, {name} said so in an interview',
  'Unpopular opinion: {song} is better than {song}, even with that {thing}',
  'Thank you for this list, I found {song} through it and {feel}',
  'They walked through {place} for {number} minutes and I {feel}',
  '{name} in that {thing}, I have no words',
  'I disagree, the {thing} of {song} has aged badly, but {place} is lovely',
  'Here is the interview where {name} talks about {place}: https://interviews.example/{number}',
  'We tried to copy the {thing} from {song} at a wedding and everyone {feel}',
  'Watched it {number} times for the {thing}. No regrets',
  'The subtitles say {place}, but that is clearly {place}',
  'Who else came here after {name} posted that photo from {place}?',
  'Please make a second part with {song} in it',
  '{song} 는 정말 최고예요, {place} 장면에서 울었어요',
]
const spam = [
  'Buy {pill} online without prescription, {money}, visit https://{site}',
  'Earn {money} from home, no experience needed! https://{site}/start',
  'Best {shop} online, free {goods} for new members, sign up at www.{site}',
  'I was broke until I met this {shop}, now I make {money}. Contact https://{site}',
  'Cheap {goods}, fast delivery, {money}, click here https://{site}/{number}',
  'Hot singles near you are waiting, join free https://{site}',
  'Get {number} {goods} instantly, real and cheap, order now www.{site}',
  '{pill} works! I lost {number} pounds in a week, order https://{site}',
  'Our {shop} offers {money} bonus, no deposit, play now https://{site}/bonus',
  'Need {goods}? Whatsapp +{number}{number}{number}, lowest price guaranteed',
  'Invest in crypto with {shop} and get {money} guaranteed profit https://{site}',
  'Rank first on search engines, {goods} from our {shop}, {money}, www.{site}',
  'CLICK HERE for free {goods} >>> https://{site}/free',
  'Nice post! Visit my {shop} for {goods} and {pill}, https://{site}',
  'Limited offer: {pill} and {goods}, {money} today only https://{site}/order',
  'Watch full movies free without registration, also {goods}: https://{site}/movies',
]

const fill = (template: string, dice: Dice) => template.replaceAll(/\{(\w+)\}/g, (_, name: string) => parts[name]![dice(parts[name]!.length)]!)

/** So many texts of a kind, of all templates or (`half`) of every second one, beginning with the first or the second. */
export function madeUp(kind: 'honest' | 'spam', half: 0 | 1 | null, count: number, dice: Dice): string[] {
  const templates = (kind === 'honest' ? honest : spam).filter((_, index) => half === null || index % 2 === half)
  return Array.from({ length: count }, () => fill(templates[dice(templates.length)]!, dice))
}
