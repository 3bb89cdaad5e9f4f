import { actorOf } from '@/features/accounts/auth'
import { getDraftShareImage } from '@/features/artwork/queries/draft-share-image'
import { pngOf } from '@/features/artwork/share-image/png'
import { isAppError } from '@/platform/errors'

const kept = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

/** The picture that other sites will show beside a link to a list, once its draft is published. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const image = await getDraftShareImage(await actorOf(request.headers), (await params).id)
    if ('src' in image) return new Response(null, { status: 302, headers: { ...kept, location: image.src } })
    const png = await pngOf(image.card)
    return new Response(new Uint8Array(png), { headers: { ...kept, 'content-type': 'image/png', 'content-length': String(png.length) } })
  } catch (error) {
    if (!isAppError(error)) throw error
    return new Response(`${error.message}\n`, { status: error.status, headers: { ...kept, 'content-type': 'text/plain; charset=utf-8' } })
  }
}
