import { endSession } from '@/features/accounts/commands/end-sessions'
import { endSessionInput } from '@/features/accounts/schema'
import { accountPage, ownAct } from '../own-act'

export const POST = ownAct({
  input: endSessionInput,
  form: 'sessions',
  act: ({ session }, { account }) => endSession(account.id, session),
  leadsTo: accountPage('session'),
})
