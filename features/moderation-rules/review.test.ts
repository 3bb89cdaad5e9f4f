import { expect, test } from 'vitest'
import { reasonText } from './reasons'
import { reasonsToHold, rulesVersion } from './review'
import type { Submission } from './steps/step'

const now = new Date('2026-11-26T12:00:00Z')
const ago = (seconds: number, body = 'Something else', state = 'visible') => ({ body, state, createdAt: new Date(now.getTime() - seconds * 1000) })
const links = (count: number) => Array.from({ length: count }, (_, n) => `https://site-${n}.example`).join(' ')
const letters = (capitals: number, small: number) =>
  `${'A B C D E '.repeat(20).replaceAll(' ', '').slice(0, capitals)} ${'a b c d e '.repeat(20).replaceAll(' ', '').slice(0, small)}`

/** Submissions on both sides of each border that a rule draws. */
const submissions: Record<string, Partial<Submission>> = {
  'plain words': {},
  'a filled trap': { trap: 'x' },
  'a trap of spaces': { trap: '  ' },
  'the fifth within a minute': { recent: [1, 2, 3, 4].map((seconds) => ago(seconds)) },
  'the sixth within a minute': { recent: [1, 2, 3, 4, 59].map((seconds) => ago(seconds)) },
  'the sixth, one of them a minute ago': { recent: [1, 2, 3, 4, 60].map((seconds) => ago(seconds)) },
  'two links of a guest': { body: links(2) },
  'three links of a guest': { body: links(3) },
  'three links written in three ways': { body: 'HTTP://a.example www.b.example [c](/c)' },
  'six links of an account': { body: links(6), known: true },
  'seven links of an account': { body: links(7), known: true },
  'a short text again': { body: 'Me too, and how!', recent: [ago(100, 'Me too, and how!')] },
  'a long text again': { body: 'The rooftop is the best of them', recent: [ago(100, 'The rooftop is the best of them')] },
  'a long text again, in other dress': { body: 'The ROOFTOP is the best, of them!', recent: [ago(100, 'the rooftop — is the best of them')] },
  'what one other said': { body: 'The rooftop is the best of them', echoes: 1 },
  'what two others said': { body: 'The rooftop is the best of them', echoes: 2 },
  'what two others said, of a trusted guest': { body: 'The rooftop is the best of them', echoes: 2, trusted: true },
  'a few words that nine others said': { body: 'Me too, and how!', echoes: 9 },
  'a few words that ten others said': { body: 'Me too, and how!', echoes: 10 },
  'a letter 19 times': { body: 'a'.repeat(19) },
  'a letter 20 times': { body: 'a'.repeat(20) },
  '39 spaces': { body: `From here${' '.repeat(39)}to there` },
  '40 spaces': { body: `From here${' '.repeat(40)}to there` },
  'a word 19 times': { body: 'vote '.repeat(19) },
  'a word 20 times': { body: 'vote '.repeat(20) },
  'forty capitals': { body: letters(40, 0) },
  'forty-one capitals': { body: letters(41, 0) },
  'four fifths in capitals': { body: letters(40, 10) },
  'more than four fifths in capitals': { body: letters(41, 10) },
  'one was hidden within the hour': { recent: [ago(3000, 'Rude', 'hidden')] },
  'three links of a trusted guest': { body: links(3), trusted: true },
  'capitals of a trusted guest': { body: letters(60, 0), trusted: true },
  'a filled trap of a trusted guest': { trap: 'x', trusted: true },
  'the sixth of a trusted guest within a minute': { trusted: true, recent: [1, 2, 3, 4, 59].map((seconds) => ago(seconds)) },
  'one of a trusted guest was hidden within the hour': { trusted: true, recent: [ago(3000, 'Rude', 'hidden')] },
  'a watched word': { body: 'To the casino!', watched: ['casino'] },
  'a watched word of a trusted guest': { body: 'To the casino!', watched: ['casino'], trusted: true },
  'a watched word in the name': { name: 'Casino', watched: ['casino'] },
  'the first of a guest': { isFirst: true },
  'what moderators taught, not quite sure': { spamChance: 0.989 },
  'what moderators taught, sure': { spamChance: 0.99 },
  'what moderators taught, sure, of a trusted guest': { spamChance: 1, trusted: true },
  'a guest near a ban': { nearBan: true },
  'a trusted guest near a ban': { nearBan: true, trusted: true },
  'one waits': { recent: [ago(3000, links(3), 'pending')] },
  'all at once': { trap: 'x', body: `${links(3)} ${'A'.repeat(300)}`, recent: [1, 2, 3, 4, 5].map((seconds) => ago(seconds, 'Rude', 'hidden')) },
}

/** What each version of the rules says of them. A version that decided somewhere stays here, so that its decisions can be understood. */
const pinned: Record<number, Record<string, string[]>> = {
  1: {
    'plain words': [],
    'a filled trap': ['trap'],
    'a trap of spaces': [],
    'the fifth within a minute': [],
    'the sixth within a minute': ['too-fast'],
    'the sixth, one of them a minute ago': [],
    'two links of a guest': [],
    'three links of a guest': ['many-links'],
    'three links written in three ways': ['many-links'],
    'six links of an account': [],
    'seven links of an account': ['many-links'],
    'a short text again': [],
    'a long text again': ['repeated'],
    'a long text again, in other dress': ['repeated'],
    'a letter 19 times': [],
    'a letter 20 times': ['repetitive'],
    '39 spaces': [],
    '40 spaces': ['repetitive'],
    'a word 19 times': [],
    'a word 20 times': ['repetitive'],
    'forty capitals': [],
    'forty-one capitals': ['shouting'],
    'four fifths in capitals': [],
    'more than four fifths in capitals': ['shouting'],
    'one was hidden within the hour': ['recently-hidden'],
    'one waits': [],
    'all at once': ['trap', 'too-fast', 'many-links', 'repetitive', 'shouting', 'recently-hidden'],
  },
  2: {
    'plain words': [],
    'a filled trap': ['trap'],
    'a trap of spaces': [],
    'the fifth within a minute': [],
    'the sixth within a minute': ['too-fast'],
    'the sixth, one of them a minute ago': [],
    'two links of a guest': [],
    'three links of a guest': ['many-links'],
    'three links written in three ways': ['many-links'],
    'six links of an account': [],
    'seven links of an account': ['many-links'],
    'a short text again': [],
    'a long text again': ['repeated'],
    'a long text again, in other dress': ['repeated'],
    'a letter 19 times': [],
    'a letter 20 times': ['repetitive'],
    '39 spaces': [],
    '40 spaces': ['repetitive'],
    'a word 19 times': [],
    'a word 20 times': ['repetitive'],
    'forty capitals': [],
    'forty-one capitals': ['shouting'],
    'four fifths in capitals': [],
    'more than four fifths in capitals': ['shouting'],
    'one was hidden within the hour': ['recently-hidden'],
    'three links of a trusted guest': [],
    'capitals of a trusted guest': [],
    'a filled trap of a trusted guest': ['trap'],
    'the sixth of a trusted guest within a minute': ['too-fast'],
    'one of a trusted guest was hidden within the hour': ['recently-hidden'],
    'a watched word': ['watched-word'],
    'a watched word of a trusted guest': ['watched-word'],
    'a watched word in the name': ['watched-word'],
    'the first of a guest': ['first'],
    'what moderators taught, not quite sure': [],
    'what moderators taught, sure': ['learned'],
    'what moderators taught, sure, of a trusted guest': [],
    'one waits': [],
    'all at once': ['trap', 'too-fast', 'many-links', 'repetitive', 'shouting', 'recently-hidden'],
  },
}
pinned[3] = { ...pinned[2], 'a guest near a ban': ['near-ban'], 'a trusted guest near a ban': [] }
pinned[4] = {
  ...pinned[3],
  'what one other said': [],
  'what two others said': ['echo'],
  'what two others said, of a trusted guest': ['echo'],
  'a few words that nine others said': [],
  'a few words that ten others said': ['echo'],
}

test('the rules judge as their version says', () => {
  const judged = Object.fromEntries(
    Object.entries(submissions).map(([name, given]) => [name, reasonsToHold({ body: 'A thought', trap: '', known: false, recent: [], now, ...given })]),
  )
  expect(judged, 'A rule judges otherwise than before: raise rulesVersion in review.ts, and pin what it does now below the older versions').toEqual(
    pinned[rulesVersion],
  )
})

test('a code is kept in the words in which it is shown, and one of a later version has some too', () => {
  const told = (...codes: string[]) => codes.map(reasonText)
  expect(told('trap', 'too-fast', 'many-links', 'repeated', 'repetitive', 'shouting', 'recently-hidden', 'crowd', 'aside-before')).toEqual([
    'a field that people do not see was filled in',
    'many came within a minute',
    'it has many links',
    'the same was said before',
    'it says one thing over and over',
    'it is nearly all in capitals',
    'a moderator hid one of yours a moment ago',
    'many votes from one place within an hour',
    'an earlier vote of the same reader is set aside',
  ])
  for (const code of ['other', 'a-code-of-tomorrow', 'toString', '__proto__']) expect(reasonText(code)).toBe('a person should look at it first')
})
