import { expect, test } from 'vitest'
import { mailKinds, writeMail } from './mails'

const facts = { email: 'mina@lists.example', site: 'Lists', siteUrl: 'https://lists.example', link: 'https://lists.example/confirm?token=x' }
const greeting = (name: string, confirmed: boolean) => writeMail('confirm', { ...facts, name, confirmed }).text.split('\n')[0]

test('every mail greets by name, and says what it is about', () => {
  for (const kind of mailKinds) {
    const { to, subject, text } = writeMail(kind, { ...facts, name: 'Mina Kim', confirmed: true })
    expect([to, text.split('\n')[0]]).toEqual([facts.email, 'Hello Mina Kim,'])
    expect(subject).toContain('Lists')
  }
})

test.each(['Mina', '민아', 'Anne-Marie O’Neill', 'Zoë van Dijk', 'नीना'])('“%s” is greeted before the address is confirmed', (name) => {
  expect(greeting(name, false)).toBe(`Hello ${name},`)
})

// A stranger may have signed up with somebody else's address, and chosen what they read.
test.each(['You won 1000', 'evil.example', 'Visit us at once', 'http://evil.example', 'a@b', 'Call 555', '<b>x</b>', 'x'.repeat(40), 'Mina!', '👑'])(
  '“%s” is not, until it is',
  (name) => {
    expect(greeting(name, false)).toBe('Hello,')
    expect(greeting(name, true)).toBe(`Hello ${name},`)
  },
)
