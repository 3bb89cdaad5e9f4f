'use server'

import { z } from 'zod'
import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/action'
import { saveSubject } from './commands/save-subject'
import { findSubjectsForWriter } from './queries/find-subjects-for-writer'
import { subjectInput, subjectKinds } from './schema'

const saveInput = subjectInput.extend({ id: z.string().max(40).nullable() })
const findInput = z.object({ text: z.string().max(200), kinds: z.array(z.enum(subjectKinds)).optional() })

export const saveSubjectAction = action(saveInput, async (input) => saveSubject(await getActor(), input))
export const findSubjectsAction = action(findInput, async (input) => findSubjectsForWriter(await getActor(), input))
