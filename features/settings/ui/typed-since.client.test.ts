import { expect, test } from 'vitest'
import { baseSince, typedSince } from './typed-since.client'

test('what is typed while a form is on its way stays; all else is as it is stored', () => {
  const sent = { name: ' Stage', description: '', links: [{ label: 'Us', href: '/us' }] }
  const stored = { name: 'Stage', description: 'Theirs', links: [{ label: 'Us', href: '/about' }] }
  expect(typedSince(sent, sent, stored)).toEqual(stored)
  expect(typedSince(sent, { ...sent, description: 'Typed since' }, stored)).toEqual({ ...stored, description: 'Typed since' })
})

test('what somebody else has written is asked about where one types since', () => {
  const base = { name: 'Stage', description: '' }
  const sent = { name: 'New', description: '' }
  const stored = { name: 'New', description: 'Theirs' }
  const changed = ['name'] as const
  expect(baseSince({ sent, now: sent, stored, base, changed })).toEqual(stored)
  expect(baseSince({ sent, now: { ...sent, description: 'Mine' }, stored, base, changed })).toEqual({ name: 'New', description: '' })
  expect(baseSince({ sent, now: { ...sent, name: 'Newer' }, stored, base, changed })).toEqual(stored)
})
