import type { z } from 'zod'
import { loadDraft, loadOwnArticle, writerOf } from '@/features/articles/commands/load-article'
import { findEntry, findSection } from '@/features/articles/document/parts'
import type { ListDocument } from '@/features/articles/schema'
import { write, type Tx } from '@/platform/db'
import { conflict, invalid, notFound } from '@/platform/errors'
import { announce } from '@/platform/events/announce'
import { limitId } from '@/platform/http/rate-limit'
import type { Actor } from '@/platform/http/request'
import { newId, newIdAfter } from '@/platform/id'
import { mayNote } from '../policy'
import { notes } from '../rate-limits'
import { noteLimits, type noteInput } from '../schema'

type Input = z.output<typeof noteInput>

/**
 * Writes a note beside a list, answers one, resolves it or opens it again; whoever did, and when, is kept. Returns its id. Throws not_found, invalid for a part that the list
 * does not have, and a conflict for a note that somebody resolved or opened meanwhile, or when there are too many.
 */
export async function changeNote(actor: Actor, input: Input): Promise<{ noteId: string }> {
  const { id: accountId } = writerOf(actor)
  await limitId(notes, accountId)
  const { id: articleId } = input
  return write(
    async (tx) => {
      await loadOwnArticle(tx, actor, articleId, mayNote)
      const noteId = input.do === 'write' ? await writeNote(tx, articleId, accountId, input) : await actOn(tx, articleId, accountId, input)
      await announce(tx, 'note.changed', { articleId, noteId })
      return { noteId }
    },
    { lock: `article:${articleId}` },
  )
}

async function writeNote(tx: Tx, articleId: string, accountId: string, { place, field, words }: Extract<Input, { do: 'write' }>): Promise<string> {
  // Whoever got no answer sends the same again: it is written once.
  const same = await tx.note.findFirst({
    where: { articleId, place, field, open: true, acts: { some: { kind: 'written', words, accountId } } },
    select: { id: true },
  })
  if (same) return same.id
  if ((await tx.note.count({ where: { articleId } })) >= noteLimits.notes)
    throw conflict(`A list has ${noteLimits.notes.toLocaleString('en')} notes at the most`)
  const about = headingOf((await loadDraft(tx, articleId)).document, place)
  if (about === null) throw invalid('This part of the list is gone: write the note to another one', { place: 'There is no such part' })
  const id = newId()
  await tx.note.create({ data: { id, articleId, place, field, about } })
  await tx.noteAct.create({ data: { id: newId(), noteId: id, kind: 'written', words, accountId } })
  return id
}

const maxAbout = 200

/** The heading of a part, as far as a line needs it; null when the list has no such part. */
function headingOf(document: ListDocument, place: string): string | null {
  const [of, id = ''] = place.split(':', 2)
  const part = of === 'list' ? { heading: '' } : of === 'entry' ? findEntry(document, id)?.entry : findSection(document, id)
  return part ? [...part.heading].slice(0, maxAbout).join('') : null
}

const becomes = { answer: 'answered', resolve: 'resolved', reopen: 'reopened' } as const

async function actOn(tx: Tx, articleId: string, accountId: string, input: Exclude<Input, { do: 'write' }>): Promise<string> {
  const note = await tx.note.findFirst({ where: { id: input.note, articleId }, select: { id: true, open: true, acts: { orderBy: { id: 'desc' }, take: 1 } } })
  if (!note) throw notFound('There is no such note')
  if (input.do === 'resolve' && !note.open) throw conflict('Somebody resolved this note already')
  if (input.do === 'reopen' && note.open) throw conflict('Somebody opened this note again already')
  if ((await tx.noteAct.count({ where: { noteId: note.id } })) >= noteLimits.acts) throw conflict('This note is long enough: write another one')
  const words = input.do === 'answer' ? input.words : ''
  const [last] = note.acts
  if (input.do === 'answer' && last?.kind === 'answered' && last.words === words && last.accountId === accountId) return note.id
  // An answer to a note that is resolved opens it: else nobody would see it.
  const open = input.do !== 'resolve'
  await tx.noteAct.create({ data: { id: newIdAfter(note.acts[0]?.id ?? null), noteId: note.id, kind: becomes[input.do], words, accountId } })
  await tx.note.update({ where: { id: note.id }, data: { open } })
  return note.id
}
