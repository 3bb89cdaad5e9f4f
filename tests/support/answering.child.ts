// A process in which comments are answered without end while it tells of them: features/notices/killed.test.ts kills it.
import { compose } from '@/app/composition'
import { postComment } from '@/features/comments/commands/post-comment'
import { postInput } from '@/features/comments/schema'
import { startWorker } from '@/platform/jobs/worker'
import { guest } from '@/tests/support/comments'

compose()
startWorker(20)
const slug = process.env.SLUG!
const comments = process.env.COMMENTS!.split(' ')

async function answer(nth: number): Promise<void> {
  for (let turn = nth; ; turn++) {
    const parent = comments[turn % comments.length]!
    const { comment } = await postComment(guest(), postInput.parse({ slug, parent, name: 'Jun', body: `Turn ${turn} of ${nth}` }))
    process.stdout.write(`${comment.id}\n`)
  }
}

await Promise.all(Array.from({ length: 10 }, (_, nth) => answer(nth)))
