import { read, type Db } from '@/platform/db'
import { namesIn, numbersIn, maxMentions, type Mentions } from '../mentions'

/** Of how many comments of a thread, the newest, the writers can be spoken to. */
const lookBack = 200

/**
 * What the words of a comment point at, as it is when they are written: entries by the numbers that readers see now, people by their latest comment in the thread: of
 * several with one name, who has an account, since guests call themselves what they like. What was meant `before` stays meant, so that a changed order of the list changes no words. Null for nothing.
 */
export async function findMentions(
  { articleId, threadId, body, before = {} }: { articleId: string; threadId: string | null; body: string; before?: Mentions },
  db: Db = read,
): Promise<Mentions | null> {
  const found: Mentions = {}
  const numbers = numbersIn(body)
  if (numbers.length > 0) {
    const entries = await db.entry.findMany({ where: { articleId, listed: true, number: { in: numbers } }, select: { id: true, number: true } })
    for (const { id, number } of entries) found[`#${number}`] = id
  }
  if (threadId && body.includes('@')) {
    const select = { id: true, name: true, reader: { select: { accountId: true } } } as const
    const said = (await db.comment.findMany({ where: { threadId, state: 'visible' }, orderBy: { id: 'desc' }, take: lookBack, select })).toReversed()
    const [guests, accounts] = [said.filter(({ reader }) => reader.accountId === null), said.filter(({ reader }) => reader.accountId !== null)]
    const latest = new Map([...guests, ...accounts].map(({ id, name }) => [name, id]))
    for (const name of namesIn(body, [...latest.keys()])) found[`@${name}`] = latest.get(name)!
  }
  for (const [written, id] of Object.entries(before)) if (body.includes(written)) found[written] = id
  const kept = Object.entries(found).slice(0, maxMentions)
  return kept.length > 0 ? Object.fromEntries(kept) : null
}
