import { actorOf } from '@/features/accounts/auth'
import { changeNote } from '@/features/reviews/commands/change-note'
import { listNotes } from '@/features/reviews/queries/notes'
import { noteInput, notesInput } from '@/features/reviews/schema'
import { endpoint, getEndpoint } from '@/platform/http/endpoint'

/** The notes of a list. */
export const GET = getEndpoint(notesInput, async ({ id }, request) => ({ notes: await listNotes(await actorOf(request.headers), id) }))

/** Writes one, answers it, resolves it or opens it again; answers with all of them. */
export const POST = endpoint({
  input: noteInput,
  limitsItself: true,
  act: async (input, request) => {
    const actor = await actorOf(request.headers)
    const { noteId } = await changeNote(actor, input)
    return { json: { noteId, notes: await listNotes(actor, input.id) }, location: `/admin/articles/${input.id}` }
  },
})
