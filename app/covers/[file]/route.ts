import { drawLights } from '@/features/artwork/cover/cover'
import { drawWorld } from '@/features/artwork/cover/map'
import { findCoverFile } from '@/features/artwork/queries/covers'
import { movedPicture, noPicture, svgResponse } from '@/features/artwork/svg-response'

/**
 * `/covers/<article id>-<hash>.svg`: the drawn cover of a published article; `/covers/place-<id>-<hash>.svg`: the map of a place; `/covers/world-1.svg`: the map of the whole world, `/covers/world-2.svg` the
 * same with finer dots;
 * `/covers/lights-1.svg`: the light beside the forms of signing in.
 */
export async function GET(_: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params
  if (file === 'world-1.svg') return svgResponse(drawWorld())
  if (file === 'world-2.svg') return svgResponse(drawWorld({ fine: true }))
  if (file === 'lights-1.svg') return svgResponse(drawLights())
  const found = await findCoverFile(file)
  if (!found) return noPicture()
  return 'moved' in found ? movedPicture(found.moved) : svgResponse(found.svg)
}
