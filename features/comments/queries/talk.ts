import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { getCommenting } from '@/features/settings/queries/site'
import { talkOf, type Talk } from '../policy'

/** Who may comment on a list now. */
export const getTalk = async ({ publishedAt }: { publishedAt: Date }, db: Db = read): Promise<Talk> =>
  talkOf(await getCommenting(db), publishedAt, currentTime())
