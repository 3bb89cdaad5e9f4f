import { sendConfirmation } from '@/features/accounts/commands/send-confirmation'
import { nothing } from '@/features/accounts/schema'
import { ownAct } from '../own-act'

export const POST = ownAct({ input: nothing, form: 'confirmation', act: (_, { account }) => sendConfirmation(account), done: 'sent' })
