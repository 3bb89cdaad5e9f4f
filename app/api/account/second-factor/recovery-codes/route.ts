import { renewRecoveryCodes } from '@/features/accounts/commands/change-second-factor'
import { changeSecondFactorInput } from '@/features/accounts/schema'
import { settingUpCookie } from '@/features/accounts/setting-up'
import { ownAct, secondFactorPage } from '../../own-act'

export const POST = ownAct({
  input: changeSecondFactorInput,
  form: 'recovery-codes',
  page: secondFactorPage,
  leadsTo: `${secondFactorPage}?done=recovery-codes`,
  act: async (input, { account, token }) => {
    const codes = await renewRecoveryCodes(account.id, input)
    return { json: { codes }, cookies: [settingUpCookie({ codes }, { accountId: account.id, token })] }
  },
})
