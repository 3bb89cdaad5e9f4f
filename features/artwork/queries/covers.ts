import { coverAddress } from '@/features/articles/cover'
import { listCoverData } from '@/features/articles/queries/covers'
import { read, type Db } from '@/platform/db'
import { drawCover } from '../cover/cover'

/** The picture for an address `/covers/<file>`, or where it is now when the article has changed since that address was made. */
export async function findCoverFile(file: string, db: Db = read): Promise<{ svg: string } | { moved: string } | null> {
  const match = /^([a-z0-9]{8,40})-[0-9a-f]{12}\.svg$/.exec(file)
  if (!match) return null
  const data = (await listCoverData([match[1]!], db)).get(match[1]!)
  if (!data) return null
  const address = coverAddress(data)
  return address === `/covers/${file}` ? { svg: drawCover(data) } : { moved: address }
}
