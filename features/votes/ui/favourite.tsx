import type { ReactNode } from 'react'
import { StarFilledIcon, StarIcon, TalkIcon } from '@/ui/icons'
import { Own } from '@/ui/own'
import { ShareBar } from '@/ui/share-bar'
import { formState, pageAddress } from '@/platform/cache'
import { takesVotes, type Voting } from '../policy'
import type { Results } from '../results'
import { isFew, shareWords, talkWords } from './words'

type Props = {
  article: { slug: string }
  entry: { id: string; slug: string; heading: string }
  results: Results
  /** Comments on this entry. */
  comments: number
  voting: Voting
  /** The list, or the entry's own page, where the answer leads back to. */
  at?: 'list' | 'entry'
  /** What stands below the row: where its voter says why, what others said. */
  children?: ReactNode
}

/** An entry's one row: the favourite button, its share, and the link to its comments. Pressing one's favourite again takes it back. */
export function Favourite({ article, entry, results, comments, voting, at = 'list', children }: Props) {
  const shown = { article, entry, voting, at }
  const refused = formState('vote')
  const rest = (
    <>
      <Share entry={entry} results={results} />
      <a href={at === 'entry' ? '#comments' : `/articles/${article.slug}/${entry.slug}#comments`}>
        <TalkIcon /> {talkWords(comments)}
      </a>
      {refused?.values.from === entry.slug ? (
        <p className="error" role="alert">
          {refused.message}
        </p>
      ) : null}
    </>
  )
  return (
    <>
      <Own
        of={`vote:${entry.id}`}
        then={
          <div className="fav mine">
            <Vote {...shown} pressed />
            {rest}
          </div>
        }
        otherwise={
          <div className="fav">
            <Vote {...shown} />
            {rest}
          </div>
        }
      />
      {children}
    </>
  )
}

type VoteProps = Pick<Props, 'article' | 'entry' | 'at' | 'voting'> & { pressed?: boolean }

const SignInFirst = ({ next }: { next: string }) => (
  <p>
    <a href={`/sign-in?next=${next}`}>Sign in to vote</a>
  </p>
)

/** The button, or what stands there for whoever cannot press it. */
function Vote(props: VoteProps) {
  const { article, voting, pressed = false } = props
  if (!takesVotes(voting))
    return pressed ? (
      <p>
        <StarFilledIcon /> Your favourite
      </p>
    ) : null
  if (voting === 'everyone' || pressed) return <VoteForm {...props} />
  const next = encodeURIComponent(pageAddress() ?? `/articles/${article.slug}`)
  return <Own of="signed-in" then={<VoteForm {...props} />} otherwise={<SignInFirst next={next} />} />
}

function VoteForm({ article, entry, at, pressed = false }: VoteProps) {
  return (
    <form method="post" action={`/api/articles/${article.slug}/vote`}>
      {at === 'entry' ? <input type="hidden" name="at" value="entry" /> : null}
      <input type="hidden" name="from" value={entry.slug} />
      <button type="submit" name="entry" value={pressed ? '' : entry.slug} aria-pressed={pressed} title={pressed ? 'Press again to take it back' : undefined}>
        {pressed ? <StarFilledIcon /> : <StarIcon />}
        <span>{pressed ? 'Your favourite' : 'My favourite'}</span>
        <span className="vh">: {entry.heading}</span>
      </button>
    </form>
  )
}

function Share({ entry, results: { entries, counted } }: Pick<Props, 'entry' | 'results'>) {
  const result = entries.find(({ id }) => id === entry.id)
  const [number, words] = result ? shareWords(result, counted) : ['', '']
  return (
    <div className={isFew(counted) ? 'bar few' : 'bar'}>
      <ShareBar share={result?.share ?? 0} />
      <span>
        <b>{number}</b>
        {words}
      </span>
    </div>
  )
}
