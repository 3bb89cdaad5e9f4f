import { expect, test } from 'vitest'
import { smartened } from './smart-typing'

/** Types a text into an empty line. */
const type = (text: string, language?: string) =>
  Array.from(text).reduce((before, typed) => {
    const smart = smartened(before, typed, language)
    return smart ? before.slice(0, before.length - smart.deletes) + smart.insert : before + typed
  }, '')

test.each([
  ['She said "no".', 'She said “no”.'],
  ['"Blue" and "Bad Boy"', '“Blue” and “Bad Boy”'],
  ["it's G-Dragon's", 'it’s G-Dragon’s'],
  ["'inner' words", '‘inner’ words'],
  ["the '90s and '88", 'the ’90s and ’88'],
  ['("yes")', '(“yes”)'],
  ['**"bold"** and *"thin"*', '**“bold”** and *“thin”*'],
  ['**word**"', '**word**”'],
  ['빅뱅의 "블루"는', '빅뱅의 “블루”는'],
  ['one -- two', 'one – two'],
  ['one --- two', 'one — two'],
  ['and then...', 'and then…'],
  ['a .... b', 'a …. b'],
])('%s becomes %s', (typed, shown) => expect(type(typed)).toBe(shown))

test.each(['---', '- item', '> ---', '| --- | --- |', '----', '1. --', 'K-pop', 'a - b', '\\"', '* one', '5.5', 'e.g. one'])('%s stays', (typed) =>
  expect(type(typed)).toBe(typed),
)

test.each([
  ['de', 'Er sagte "nein", \'so\'.', 'Er sagte „nein“, ‚so‘.'],
  ['fr', '"Non", c\'est "Blue"', '«Non», c’est «Blue»'],
  ['ja', '"青"と\'赤\'', '「青」と『赤』'],
  ['zh-Hant', '"藍"', '「藍」'],
  ['zh-Hans', '这首"蓝"和"红"', '这首“蓝”和“红”'],
  ['ru', '"Да"', '«Да»'],
  ['ja', "Don't, Girls' Generation と'赤'", 'Don’t, Girls’ Generation と『赤』'],
  ['ja', "'Don't'と'Blue'は", '『Don’t』と『Blue』は'],
  ['zh-Hans', "Don't说'好'", 'Don’t说‘好’'],
  ['zh-Hant', "2NE1's", '2NE1’s'],
  ['it', '"dice “l\'amore” e l\'arte"', '«dice “l’amore” e l’arte»'],
  ['de', "'it's so'", '‚it’s so‘'],
  ['ko', '"블루"와 \'빨강\'', '“블루”와 ‘빨강’'],
  ['en-GB', "it's", 'it’s'],
])('in %s %s becomes %s', (language, typed, shown) => expect(type(typed, language)).toBe(shown))
