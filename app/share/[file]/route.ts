import { movedPicture } from '@/features/artwork/svg-response'
import { pngOf } from '@/features/artwork/share-image/png'
import { findShareCard } from '@/features/artwork/queries/share-images'
import { isAppError } from '@/platform/errors'

const words = (text: string, status: number, headers: Record<string, string> = {}) =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers } })

/** `/share/<kind>-<id>-<hash>.png`: the picture that other sites show beside a link to this one. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const found = await findShareCard((await params).file)
  if (!found) return words('Not found', 404)
  if ('moved' in found) return movedPicture(found.moved)
  try {
    const png = await pngOf(found.card)
    return new Response(new Uint8Array(png), {
      headers: {
        'content-type': 'image/png',
        'content-length': String(png.length),
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    if (isAppError(error) && error.status === 429) return words(error.message, 503, { 'retry-after': '5' })
    throw error
  }
}
