import { describe, expect, test } from 'vitest'
import { skeletons } from '@/platform/text/skeleton'
import { claimsOffice, isTaken, protect } from './reserved-names'

const taken = protect(['Blackjack desk', 'Lisa', 'The owner', 'Mina', '민아'])

describe('a name that is somebody’s', () => {
  test.each([
    'Blackjack desk', 'BLACKJACK DESK', 'blackjackdesk', 'Blackjack-desk.', 'Ｂｌａｃｋｊａｃｋ ｄｅｓｋ', 'Bl\u200backjack d\u2060esk', 'Blаckjаck dеsk', 'BIackjack desk',
    'Bláckjack désk', '𝓑𝓵𝓪𝓬𝓴𝓳𝓪𝓬𝓴 𝓭𝓮𝓼𝓴', 'Blackjack desk 2', 'the real Blackjack desk', 'Iisa', '1isa', 'LISA', 'Ⅼisa', 'The 0wner', 'Thе оwner', 'rnina', 'MINA', 'Míná', '민아', 'Mina ✓',
  ])('“%s” is taken', (name) => {
    expect(isTaken(name, taken)).toBe(true)
  }) // prettier-ignore

  test.each(['Mina Kim', 'Minah', 'Lisanne', 'Desk', 'Jisoo', '민아름', 'Анна', 'Ιωάννα', '👑'])('“%s” is free', (name) => {
    expect(isTaken(name, taken)).toBe(false)
  })
})

test.each([
  'Mina (staff)', 'Admin', 'ADMIN', 'the admin', 'Аdmin', 'Moderator Mina', 'mod', '[STAFF] Mina', 'Mina, owner', 'Owner', 'official BIGBANG', 'a·d·m·i·n', '관리자', '운영자 민아', '스태프', '管理員', 'スタッフ Mina',
])('“%s” says that it speaks for the site', (name) => {
  expect(claimsOffice(name)).toBe(true)
}) // prettier-ignore

test.each(['Mina', 'Modern girl', 'Staffan', 'Ownership', 'Adminton', 'Mina mod', 'Jisoo', '민아', '공식적'])('“%s” does not', (name) => {
  expect(claimsOffice(name)).toBe(false)
})

test('letters that look alike are one, and others are not', () => {
  const same = (one: string, other: string) => skeletons(one).some((form) => skeletons(other).includes(form))
  for (const [one, other] of [['paypal', 'раураl'], ['m', 'rn'], ['w', 'vv'], ['I', 'l'], ['O', '0'], ['ﬁ', 'fi']] as const) expect(same(one, other), `${one} ${other}`).toBe(true) // prettier-ignore
  for (const [one, other] of [['a', 'b'], ['민', '빈'], ['л', 'l'], ['e', 'c']] as const) expect(same(one, other), `${one} ${other}`).toBe(false) // prettier-ignore
})
