'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { restoreList } from './commands/restore-list'
import { restoreRecord } from './commands/restore-record'
import { trashList } from './commands/trash-list'
import { trashRecord } from './commands/trash-record'
import { trashInput } from './schema'

export const trashListAction = action(trashInput, async (input) => trashList(await getActor(), input))
export const restoreListAction = action(trashInput, async (input) => restoreList(await getActor(), input))
export const trashRecordAction = action(trashInput, async (input) => trashRecord(await getActor(), input))
export const restoreRecordAction = action(trashInput, async (input) => restoreRecord(await getActor(), input))
