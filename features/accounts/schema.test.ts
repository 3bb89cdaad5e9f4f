import { describe, expect, test } from 'vitest'
import { email, localPath, newPassword, personName } from './schema'

describe('names', () => {
  test.each([
    ['  Mina   Kim ', 'Mina Kim'],
    ['Mi\u200bna', 'Mina'],
    ['\u202eanim', 'anim'],
    ['Min\u0000a\n', 'Mina'],
    ['민아', '민아'],
    ['مينا', 'مينا'],
    ['👩\u200d🎤', '👩\u200d🎤'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ])('%j is kept as %j', (typed, kept) => expect(personName.parse(typed)).toBe(kept))

  test.each(['', '   ', '\u200b\u200d', '\u3164', '\u2066\u2069', 'x'.repeat(61), 'x'.repeat(20_000), undefined, 5])('%j is refused', (typed) =>
    expect(personName.safeParse(typed).success).toBe(false),
  )
})

describe('addresses', () => {
  test('are trimmed and in lower case', () => expect(email.parse(' Mina@Example.COM ')).toBe('mina@example.com'))
  test.each([
    '',
    'mina',
    'mina@',
    '@example.com',
    'a@b.com\nBcc: c@d.com',
    'a b@c.com',
    `${'x'.repeat(300)}@example.com`,
    'x'.repeat(20_000),
    'a@b.com,c@d.com',
    null,
  ])('%j is refused', (typed) => expect(email.safeParse(typed).success).toBe(false))
})

describe('new passwords', () => {
  test.each(['lantern over water', '  spaces count  ', '비밀번호는여기에있어요', '🎤🎧🎼🎹🥁🎷🎺🎸🎻🪕'])('%j may be chosen', (typed) =>
    expect(newPassword.safeParse(typed).success).toBe(true),
  )
  test.each(['', 'short', 'aaaaaaaaaaaaaa', '          ', '\u200b'.repeat(20), 'x1y2z'.repeat(50), 'x'.repeat(20_000), undefined])('%j is refused', (typed) =>
    expect(newPassword.safeParse(typed).success).toBe(false),
  )
  test('are the same however the keyboard composes them', () => expect(newPassword.parse('cafe\u0301 de la gare')).toBe(newPassword.parse('café de la gare')))
})

describe('where to go afterwards', () => {
  test.each(['/', '/articles/x?sort=new#comment-1', '/a//b'])('%s stays here', (path) => expect(localPath(path)).toBe(path))
  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    'articles',
    '/a\nb',
    '/a\\b',
    '/api/account/sign-out',
    null,
    5,
    `/${'x'.repeat(3000)}`,
  ])('%j is refused', (path) => expect(localPath(path)).toBe(null))
})
