import { endOtherSessions } from '@/features/accounts/commands/end-sessions'
import { nothing } from '@/features/accounts/schema'
import { accountPage, ownAct } from '../own-act'

export const POST = ownAct({
  input: nothing,
  form: 'sessions',
  act: (_, { account, token }) => endOtherSessions(account.id, token),
  leadsTo: accountPage('sessions'),
})
