import { actorOf } from '@/features/accounts/auth'
import { saveListRules } from '@/features/moderation/commands/save-list-rules'
import { listRulesInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Sets what holds for the comments of one list. */
export const POST = endpoint({
  input: listRulesInput,
  limitsItself: true,
  act: async (input, request) => ({
    json: { rules: await saveListRules(await actorOf(request.headers), input) },
    location: `/admin/comments/rules?list=${input.list}`,
  }),
})
