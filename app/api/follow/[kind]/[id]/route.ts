import { actorOf } from '@/features/accounts/auth'
import { follow } from '@/features/notices/commands/follow'
import { followInput } from '@/features/notices/schema'
import { endpoint } from '@/platform/http/endpoint'

/** A reader follows something, or lets it go. */
export const POST = endpoint({
  input: followInput,
  act: async (input, request) => {
    const { path, cookie } = await follow(await actorOf(request.headers), input)
    return { json: { following: input.on }, location: path, cookies: cookie ? [cookie] : [] }
  },
})
