import { changePassword } from '@/features/accounts/commands/change-password'
import { changePasswordInput } from '@/features/accounts/schema'
import { accountPage, ownAct } from '../own-act'

export const POST = ownAct({
  input: changePasswordInput,
  form: 'password',
  act: (input, { account, token }) => changePassword(account.id, input, token),
  leadsTo: accountPage('password'),
})
