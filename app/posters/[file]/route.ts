import { drawPoster } from '@/features/artwork/cover/cover'
import { noPicture, svgResponse } from '@/features/artwork/svg-response'

/** `/posters/<entry id>.svg`: the drawn poster of a video. It depends on the id alone, so nothing is looked up. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const id = /^([a-z0-9]{8,40})\.svg$/.exec((await params).file)?.[1]
  return id ? svgResponse(drawPoster(id)) : noPicture()
}
