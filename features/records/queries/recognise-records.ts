import { isStaff } from '@/features/accounts/policy'
import { read, type Db } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { fold } from '@/platform/text/fold'
import { inTwoScripts } from '@/platform/text/two-scripts'
import { readVideoAddress } from '@/platform/text/video-address'
import type { RecordKind } from '../schema'
import { findRecordsByName, recordsOf, type FoundRecord } from './find-records-by-name'

type Asked = { text: string; kinds: readonly RecordKind[] }

/** For each text the record of those kinds that has it as a whole name, in whatever script and spelling; null where none has it, or several. Writers only. */
export async function recogniseForWriter(actor: Actor, asked: readonly Asked[]): Promise<(FoundRecord | null)[]> {
  if (!isStaff(actor)) throw forbidden()
  return recogniseRecords(read, asked)
}

/** So many names are in one question. */
const atOnce = 500

export async function recogniseRecords(db: Db, asked: readonly Asked[]): Promise<(FoundRecord | null)[]> {
  const isAddress = ({ text, kinds }: Asked) => kinds.includes('video') && readVideoAddress(text) !== null
  const texts = [...new Set(asked.filter((one) => !isAddress(one)).flatMap(({ text }) => formsOf(text)))].filter((text) => text !== '')
  const ids = new Map<string, string[]>()
  for (let start = 0; start < texts.length; start += atOnce) {
    const rows = await db.nameForm.findMany({
      where: { rank: 0, text: { in: texts.slice(start, start + atOnce) } },
      select: { text: true, targetId: true },
    })
    for (const { text, targetId } of rows) ids.set(text, [...(ids.get(text) ?? []), targetId])
  }
  const records = new Map((await recordsOf(db, [...new Set([...ids.values()].flat())], { trashedAt: null })).map(({ record }) => [record.id, record]))
  const byAddress = new Map<string, FoundRecord | null>()
  for (const { text } of asked.filter(isAddress)) if (!byAddress.has(text)) byAddress.set(text, only(await findRecordsByName(db, text, { kinds: ['video'] })))
  return asked.map((one) => {
    if (isAddress(one)) return byAddress.get(one.text) ?? null
    const found = [...new Set(formsOf(one.text).flatMap((text) => ids.get(text) ?? []))].flatMap((id) => records.get(id) ?? [])
    return only(found.filter(({ kind }) => one.kinds.includes(kind)))
  })
}

/** The whole, and each of two names that stand together: “BTS (방탄소년단)”. */
const formsOf = (text: string) => {
  const both = inTwoScripts(text)
  return [text, ...(both ? [both.name, both.also] : [])].map(fold)
}

/** Which of several is meant is not for a program to say. */
const only = (found: readonly FoundRecord[]): FoundRecord | null => (found.length === 1 ? found[0]! : null)
