import { changeDraft } from '@/features/articles/commands/change-draft'
import { keepRevisions } from '@/features/articles/commands/keep-revisions'
import { operationsInput } from '@/features/articles/document/operations'
import { readDocument } from '@/features/articles/document/read-document'
import { keepDrafts } from '@/features/articles/jobs'
import { madeBy } from '@/features/articles/queries/made-by'
import { makeRevisions } from '@/features/articles/queries/new-revisions'
import { readRevision } from '@/features/articles/queries/revisions'
import type { ListDocument } from '@/features/articles/schema'
import { getRemovedEntry, getRemovedSection, listRemovedEntries } from '@/features/editor/queries/removed-entries'
import { maxRemovedShown } from '@/features/editor/document/removed-entries'
import type { Base, ServerLog } from '@/features/editor/document/session'
import { read, write } from '@/platform/db'
import { AppError } from '@/platform/errors'
import type { Actor } from '@/platform/http/request'
import { makeList } from '@/tests/factories/lists'
import { makeActor } from '@/tests/factories/writers'
import { tellStory, twelve, type Story, type StorySite, type WrittenTogether } from './two-writers'
import type { Answer, Asked, Newer } from './two-writers-browser'

/** A story of two writers with the site's own command and a database between them. */
export const writeTogether = (story: Story): Promise<WrittenTogether> =>
  tellStory(story, async () => {
    const actors = [await makeActor('editor', 'one'), await makeActor('editor', 'two')]
    const { articleId } = await makeList(actors[0]!, twelve())
    return siteOf(articleId, actors)
  })

/** The site, through its own command: what is sent is parsed as the address does, and everything goes over the wire as JSON. */
async function siteOf(articleId: string, actors: Actor[]): Promise<StorySite> {
  const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
  const draft = async () => {
    const { version, document } = await read.draft.findUniqueOrThrow({ where: { articleId } })
    return { version, madeBy: await madeBy(read, articleId, version), document: readDocument(document) }
  }
  return {
    start: await draft(),
    draft,
    async take(who: number, { version: base, madeBy }: Base, { operations, sent }: Asked, isLost: boolean): Promise<Answer> {
      const actor = actors[who]!
      const input = operationsInput.parse(overTheWire({ id: articleId, account: actor.account!.id, base, madeBy, operations, sent }))
      try {
        // Of the time before its first operation nothing is known, as of one that is too long ago.
        return { is: 'answer', value: overTheWire<ServerLog>(await changeDraft(actor, isLost ? { ...input, base: 0 } : input)) }
      } catch (error) {
        if (error instanceof AppError && error.code === 'conflict' && error.data) return { is: 'newer', value: overTheWire(error.data as Newer) }
        throw error
      }
    },
    async removed(who: number, nth: number) {
      const entries = (await listRemovedEntries(actors[who]!, articleId)).entries.filter(({ of, beside }) => of === 'entry' && !beside)
      const one = entries[nth % Math.max(1, entries.length)]
      return one ? (await getRemovedEntry(actors[who]!, { id: articleId, entry: one.id, from: one.from })).insert : null
    },
    async keepHistory() {
      await keepDrafts()
    },
    history: async () => ({ removed: await removedEntries(actors[0]!, articleId), revision: await allRevisions(articleId) }),
  }
}

async function removedEntries(actor: Actor, articleId: string) {
  const { entries } = await listRemovedEntries(actor, articleId, maxRemovedShown)
  const whole: unknown[] = []
  for (const { id, of, from } of entries) {
    const one = { id: articleId, entry: id, from }
    whole.push(of === 'section' ? (await getRemovedSection(actor, one)).section.inserts : (await getRemovedEntry(actor, one)).insert)
  }
  return whole
}

/** All that the history of the draft can show, with what was done last. */
async function allRevisions(articleId: string): Promise<ListDocument[]> {
  const { version, savedAt, document } = await read.draft.findUniqueOrThrow({ where: { articleId } })
  const unkept = await makeRevisions(read, articleId, { version, savedAt, document: readDocument(document) }, { all: true })
  await write((tx) => keepRevisions(tx, articleId, unkept), { lock: `article:${articleId}` })
  const rows = await read.draftRevision.findMany({ where: { articleId }, select: { version: true, depth: true, people: true, endedAt: true } })
  const documents: ListDocument[] = []
  for (const row of rows) documents.push(await readRevision(read, articleId, row))
  return documents
}
