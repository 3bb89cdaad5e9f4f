'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { bringBackRecord } from './commands/bring-back-record'
import { mergeRecords } from './commands/merge-records'
import { saveRecord } from './commands/save-record'
import { undoMerge } from './commands/undo-merge'
import { findCloseForWriter } from './queries/find-close-for-writer'
import { findRecordsForWriter } from './queries/find-records-for-writer'
import { planMerge } from './queries/plan-merge'
import { recogniseForWriter } from './queries/recognise-records'
import { bringBackInput, findCloseInput, findRecordsInput, mergeInput, recogniseInput, saveRecordInput, undoMergeInput } from './schema'

export const saveRecordAction = action(saveRecordInput, async (input) => saveRecord(await getActor(), input))
export const bringBackRecordAction = action(bringBackInput, async (input) => bringBackRecord(await getActor(), input))
export const findRecordsAction = action(findRecordsInput, async (input) => findRecordsForWriter(await getActor(), input))
export const recogniseRecordsAction = action(recogniseInput, async ({ asked }) => recogniseForWriter(await getActor(), asked))
export const findCloseRecordsAction = action(findCloseInput, async (input) => findCloseForWriter(await getActor(), input))
export const planMergeAction = action(mergeInput, async (input) => planMerge(await getActor(), input))
export const mergeRecordsAction = action(mergeInput, async (input) => mergeRecords(await getActor(), input))
export const undoMergeAction = action(undoMergeInput, async (input) => undoMerge(await getActor(), input))
