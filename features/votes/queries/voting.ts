import { currentTime } from '@/platform/clock'
import { read, type Db } from '@/platform/db'
import { getVoting } from '@/features/settings/queries/site'
import { votingOf, type Voting } from '../policy'

type Published = { publishedAt: Date }

/** Who may vote in a list now. */
export const getVotingIn = async (article: Published, db: Db = read): Promise<Voting> => (await getVotingOf(db))(article)

/** The same for one of several lists. */
export async function getVotingOf(db: Db = read): Promise<(article: Published) => Voting> {
  const [rules, now] = [await getVoting(db), currentTime()]
  return ({ publishedAt }) => votingOf(rules, publishedAt, now)
}
