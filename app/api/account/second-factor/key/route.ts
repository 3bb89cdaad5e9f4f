import { beginSecondFactor } from '@/features/accounts/commands/turn-on-second-factor'
import { beginSecondFactorInput } from '@/features/accounts/schema'
import { settingUpCookie } from '@/features/accounts/setting-up'
import { ownAct, secondFactorPage } from '../../own-act'

export const POST = ownAct({
  input: beginSecondFactorInput,
  form: 'key',
  page: secondFactorPage,
  leadsTo: secondFactorPage,
  act: async (input, { account, token }) => {
    const secret = await beginSecondFactor({ account }, input)
    return { json: { secret }, cookies: [settingUpCookie({ secret }, { accountId: account.id, token })] }
  },
})
