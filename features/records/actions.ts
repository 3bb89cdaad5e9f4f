'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { bringBackRecord } from './commands/bring-back-record'
import { saveRecord } from './commands/save-record'
import { findRecordsForWriter } from './queries/find-records-for-writer'
import { bringBackInput, findRecordsInput, saveRecordInput } from './schema'

export const saveRecordAction = action(saveRecordInput, async (input) => saveRecord(await getActor(), input))
export const bringBackRecordAction = action(bringBackInput, async (input) => bringBackRecord(await getActor(), input))
export const findRecordsAction = action(findRecordsInput, async (input) => findRecordsForWriter(await getActor(), input))
