import { turnOnSecondFactor } from '@/features/accounts/commands/turn-on-second-factor'
import { turnOnSecondFactorInput } from '@/features/accounts/schema'
import { settingUpCookie, settingUpOf } from '@/features/accounts/setting-up'
import { gone } from '@/platform/errors'
import { ownAct, secondFactorPage } from '../own-act'

export const POST = ownAct({
  input: turnOnSecondFactorInput,
  form: 'on',
  page: secondFactorPage,
  leadsTo: `${secondFactorPage}?done=on`,
  act: async ({ code }, { account, token, headers }) => {
    const session = { accountId: account.id, token }
    const shown = settingUpOf(headers, session)
    if (!shown || !('secret' in shown)) throw gone('This took too long. Please begin again: the app needs a new key.')
    const codes = await turnOnSecondFactor({ account }, { secret: shown.secret, code }, token)
    return { json: { codes }, cookies: [settingUpCookie({ codes }, session)] }
  },
})
