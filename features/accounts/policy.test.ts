import { expect, test } from 'vitest'
import {
  isStaff,
  mayEditAny,
  mayEndAccount,
  mayGiveRole,
  mayManageAccounts,
  mayModerate,
  maySetUpSecondFactor,
  maySuspend,
  mustSetUpSecondFactor,
  type Someone,
} from './policy'
import { roles, type Role } from '@/platform/roles'

const as = (role: Role) => ({ account: { id: role, role, lacksSecondFactor: false } })
const guest = { account: null }
const whoMay = (may: (actor: Someone) => boolean) => roles.filter((role) => may(as(role)))

test('roles are cumulative, and a guest may nothing', () => {
  expect(whoMay(isStaff)).toEqual(['author', 'editor', 'admin', 'owner'])
  expect(whoMay(mayModerate)).toEqual(['editor', 'admin', 'owner'])
  expect(whoMay(mayEditAny)).toEqual(['editor', 'admin', 'owner'])
  expect(whoMay(mayManageAccounts)).toEqual(['admin', 'owner'])
  for (const may of [isStaff, mayModerate, mayEditAny, mayManageAccounts]) expect(may(guest)).toBe(false)
})

test('only owners make, change and suspend owners; nobody suspends themselves', () => {
  expect(mayGiveRole(as('admin'), 'editor', 'admin')).toBe(true)
  expect(mayGiveRole(as('admin'), 'editor', 'owner')).toBe(false)
  expect(mayGiveRole(as('admin'), 'owner', 'reader')).toBe(false)
  expect(mayGiveRole(as('owner'), 'admin', 'owner')).toBe(true)
  expect(mayGiveRole(as('editor'), null, 'author')).toBe(false)
  expect(maySuspend(as('admin'), { id: 'x', role: 'owner' })).toBe(false)
  expect(maySuspend(as('owner'), { id: 'x', role: 'owner' })).toBe(true)
  expect(maySuspend(as('admin'), { id: 'admin', role: 'admin' })).toBe(false)
})

test('whoever is to set up a second factor first has a reader’s rights until then, whatever the role', () => {
  for (const role of roles.slice(1)) {
    const waiting = { account: { id: role, role, lacksSecondFactor: true } }
    expect(mustSetUpSecondFactor(waiting)).toBe(true)
    expect(mustSetUpSecondFactor(as(role))).toBe(false)
    for (const may of [isStaff, mayModerate, mayEditAny, mayManageAccounts]) expect(may(waiting)).toBe(false)
    expect([mayGiveRole(waiting, null, 'reader'), maySuspend(waiting, { id: 'x', role: 'reader' }), maySetUpSecondFactor(waiting)]).toEqual([
      false,
      false,
      true,
    ])
    expect(mayEndAccount(waiting, { id: role, role })).toBe(true)
    // An actor of whom nobody has found that out.
    const unknown = { account: { id: role, role } } as Someone
    for (const may of [isStaff, mayModerate, mayEditAny, mayManageAccounts]) expect(may(unknown)).toBe(false)
  }
})
