'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { previewProse } from './preview'
import { previewInput } from './schema'

export const previewProseAction = action(previewInput, async (input) => previewProse(await getActor(), input))
