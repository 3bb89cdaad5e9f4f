import { actorOf } from '@/features/accounts/auth'
import { saveRules } from '@/features/moderation/commands/save-rules'
import { rulesInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Sets what the site watches for in comments. */
export const POST = endpoint({
  input: rulesInput,
  limitsItself: true,
  act: async (input, request) => ({ json: { rules: await saveRules(await actorOf(request.headers), input) }, location: '/admin/comments/rules' }),
})
