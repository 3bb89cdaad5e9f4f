'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { addRedirects } from './commands/add-redirects'
import { removeRedirects } from './commands/remove-redirects'
import { addRedirectsInput, removeRedirectsInput } from './schema'

export const addRedirectsAction = action(addRedirectsInput, async (input) => addRedirects(await getActor(), input))
export const removeRedirectsAction = action(removeRedirectsInput, async (input) => removeRedirects(await getActor(), input))
