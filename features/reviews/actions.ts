'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { askForReview } from './commands/ask-for-review'
import { approveReview, returnReview } from './commands/decide-review'
import { withdrawReview } from './commands/withdraw-review'
import * as inputs from './schema'

export const askForReviewAction = action(inputs.askInput, async (input) => askForReview(await getActor(), input))
export const withdrawReviewAction = action(inputs.withdrawInput, async (input) => withdrawReview(await getActor(), input))
export const approveReviewAction = action(inputs.approveInput, async (input) => approveReview(await getActor(), input))
export const returnReviewAction = action(inputs.returnInput, async (input) => returnReview(await getActor(), input))
