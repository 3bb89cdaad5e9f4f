import { actorOf } from '@/features/accounts/auth'
import { changeDraft } from '@/features/articles/commands/change-draft'
import { operationsInput } from '@/features/articles/document/operations'
import { endpoint } from '@/platform/http/endpoint'

/** Saves what a writer did, as it is typed: small, and no page is rendered for it. */
export const POST = endpoint({
  input: operationsInput,
  limitsItself: true,
  act: async (input, request) => ({ json: await changeDraft(await actorOf(request.headers), input), location: `/admin/articles/${input.id}` }),
})
