// A process in which readers like, answer and vote without end, and which says what was answered: features/comments/commands/killed.test.ts kills it.
import { compose } from '@/app/composition'
import { heartComment } from '@/features/comments/commands/heart-comment'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { castVote } from '@/features/votes/commands/cast-vote'
import { guest } from '@/tests/support/comments'

compose()
const slug = process.env.SLUG!
const comments = process.env.COMMENTS!.split(' ')
const say = (line: string) => process.stdout.write(`${line}\n`)

/** One after the other likes a comment, answers it, votes and shows it, and takes every third heart back. */
async function live(nth: number): Promise<void> {
  for (let turn = nth; ; turn++) {
    const reader = guest()
    const id = comments[turn % comments.length]!
    await heartComment(reader, { id, on: true })
    say(`heart ${id} ${reader.readerId}`)
    const { comment } = await postComment(reader, postInput.parse({ slug, parent: id, name: 'Jun', body: `Turn ${turn} of ${nth}`, showVote: true }))
    say(`comment ${comment.id}`)
    await castVote(reader, { slug, entry: turn % 2 ? 'one' : 'two' })
    say(`vote ${reader.readerId}`)
    if (turn % 3 > 0) continue
    await heartComment(reader, { id, on: false })
    say(`gone ${id} ${reader.readerId}`)
  }
}

await Promise.all(Array.from({ length: 10 }, (_, nth) => live(nth)))
