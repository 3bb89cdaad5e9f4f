import { nothing } from '@/features/accounts/schema'
import { noSettingUpCookie } from '@/features/accounts/setting-up'
import { ownAct, secondFactorPage } from '../../own-act'

/** The recovery codes are kept somewhere: this browser shows them no more. */
export const POST = ownAct({
  input: nothing,
  form: 'kept',
  page: secondFactorPage,
  leadsTo: secondFactorPage,
  act: async () => ({ cookies: [noSettingUpCookie()] }),
})
