import { drawPoster } from '@/features/artwork/cover/cover'
import { readPosterFile } from '@/features/artwork/picture-files'
import { noPicture, svgResponse } from '@/features/artwork/svg-response'

/** `/posters/<entry id>.svg`: the drawn poster of a video. It depends on the id alone, so nothing is looked up. */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const id = readPosterFile((await params).file)
  return id ? svgResponse(drawPoster(id)) : noPicture()
}
