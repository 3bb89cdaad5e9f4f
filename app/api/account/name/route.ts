import { changeName } from '@/features/accounts/commands/change-name'
import { changeNameInput } from '@/features/accounts/schema'
import { accountPage, ownAct } from '../own-act'

export const POST = ownAct({ input: changeNameInput, form: 'name', act: (input, { account }) => changeName(account.id, input), leadsTo: accountPage('name') })
