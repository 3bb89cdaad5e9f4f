'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { judgeGroup, undoJudgement } from './commands/judge-group'
import { judgeInput, undoInput } from './schema'

export const judgeGroupAction = action(judgeInput, async (input) => judgeGroup(await getActor(), input))
export const undoJudgementAction = action(undoInput, async (input) => undoJudgement(await getActor(), input))
