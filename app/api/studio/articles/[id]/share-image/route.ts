import { z } from 'zod'
import { actorOf } from '@/features/accounts/auth'
import { getDraftShareImage } from '@/features/artwork/queries/draft-share-image'
import { pngOf } from '@/features/artwork/share-image/png'
import { fileEndpoint } from '@/platform/http/endpoint'

const kept = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** The picture that other sites will show beside a link to a list, once its draft is published. */
export const GET = fileEndpoint(z.object({ id: z.string() }), async ({ id }, request) => {
  const image = await getDraftShareImage(await actorOf(request.headers), id)
  if ('src' in image) return new Response(null, { status: 302, headers: { ...kept, location: image.src } })
  const png = await pngOf(image.card)
  return new Response(new Uint8Array(png), { headers: { ...kept, 'content-type': 'image/png', 'content-length': String(png.length) } })
})
