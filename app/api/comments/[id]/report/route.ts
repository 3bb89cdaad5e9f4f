import { actorOf } from '@/features/accounts/auth'
import { reportComment } from '@/features/moderation/commands/report-comment'
import { reportInput } from '@/features/moderation/schema'
import { endpoint } from '@/platform/http/endpoint'

/** Takes in what a reader finds wrong with a comment. The answer has the receipt, whose page says what was decided. */
export const POST = endpoint({
  input: reportInput,
  act: async (input, request) => {
    const { id, cookie } = await reportComment(await actorOf(request.headers), input)
    const receipt = `/report/receipt/${id}`
    return { status: 201, json: { id, receipt }, location: receipt, cookies: cookie ? [cookie] : [] }
  },
  page: ({ id = '' }) => ({ path: `/report/${encodeURIComponent(id)}`, form: 'report' }),
})
