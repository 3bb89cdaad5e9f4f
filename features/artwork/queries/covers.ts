import { coverAddress, coverSize, placeMapAddress } from '@/features/articles/cover'
import { listCoverData } from '@/features/articles/queries/covers'
import { read, type Db } from '@/platform/db'
import { drawCover } from '../cover/cover'
import { drawMap } from '../cover/map'
import { readCoverFile } from '../picture-files'

/** The picture for an address `/covers/<file>`, or where it is now when the article, or the place, has changed since that address was made. */
export async function findCoverFile(file: string, db: Db = read): Promise<{ svg: string } | { moved: string } | null> {
  const named = readCoverFile(file)
  if (!named) return null
  const { of, id } = named
  if (of === 'place') return findPlaceMap(id, file, db)
  const data = (await listCoverData([id], db)).get(id)
  if (!data) return null
  const address = coverAddress(data)
  return address === `/covers/${file}` ? { svg: drawCover(data) } : { moved: address }
}

async function findPlaceMap(id: string, file: string, db: Db): Promise<{ svg: string } | { moved: string } | null> {
  const place = await db.record.findUnique({ where: { id, kind: 'place' }, select: { id: true, latitude: true, longitude: true } })
  if (!place || place.latitude === null || place.longitude === null) return null
  const at = { latitude: place.latitude, longitude: place.longitude }
  const address = placeMapAddress({ id, ...at })
  return address === `/covers/${file}` ? { svg: drawMap({ pins: [{ ...at, count: 0 }], ...coverSize }) } : { moved: address }
}
