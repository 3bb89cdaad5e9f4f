import { z } from 'zod'
import { actorOf } from '@/features/accounts/auth'
import { takeOutList } from '@/features/content-files/commands/take-out'
import { archiveResponse } from '@/features/content-files/archive-response'
import { fileEndpoint } from '@/platform/http/endpoint'

/** One list as a tar file: its draft as Markdown, what it names, and the pictures that it shows. */
export const GET = fileEndpoint(z.object({ id: z.string() }), async ({ id }, request) => {
  const { slug, ...archive } = await takeOutList(await actorOf(request.headers), id)
  return archiveResponse(slug, archive)
})
