import { turnOffSecondFactor } from '@/features/accounts/commands/change-second-factor'
import { changeSecondFactorInput } from '@/features/accounts/schema'
import { noSettingUpCookie } from '@/features/accounts/setting-up'
import { ownAct, secondFactorPage } from '../../own-act'

export const POST = ownAct({
  input: changeSecondFactorInput,
  form: 'off',
  page: secondFactorPage,
  leadsTo: `${secondFactorPage}?done=off`,
  act: async (input, { account }) => {
    await turnOffSecondFactor(account.id, input)
    return { cookies: [noSettingUpCookie()] }
  },
})
