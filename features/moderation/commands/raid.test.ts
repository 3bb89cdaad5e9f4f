import { describe, expect, it } from 'vitest'
import { decideComments } from './decide-comments'
import { listQueue } from '../queries/queue'
import { maxTogether, queueInput } from '../schema'
import { read } from '@/platform/db'
import type { Actor } from '@/platform/http/request'
import { guest, makeList, member } from '@/tests/support/comments'
import { useDatabase } from '@/tests/support/database'
import { foldWords } from '@/features/comments/words-mark'
import { postInput } from '@/features/comments/schema'
import { editComment } from '@/features/comments/commands/edit-comment'
import { postComment } from '@/features/comments/commands/post-comment'

const raid = 'Everybody of this group is a fraud, boycott them'
/** The same words in other dress. */
const dresses = [raid, raid.toUpperCase(), `${raid}!!!`, raid.replaceAll(' ', '  '), `🔥 ${raid} 🔥`, raid.replaceAll('o', 'о'), raid.replace(',', ' —')]

let networks = 0
/** A guest of a network of their own. */
const anyone = (): Actor => ({ ...guest(), ip: `10.${++networks >> 8}.${networks & 255}.1` })
const post = (slug: string, body: string, actor = anyone()) => postComment(actor, postInput.parse({ slug, name: 'Jisoo', body }))

describe('the same words by different readers', () => {
  useDatabase()

  it('300 comments of as many guests with one text, in other dress and all at once, wait with their code; what others say meanwhile is shown', async () => {
    const lists = [await makeList(), await makeList()]
    const bodies = Array.from({ length: 300 }, (_, n) => dresses[n % dresses.length]!)
    const posted = await Promise.all(bodies.map((body, n) => post(lists[n % 2]!.slug, body)))
    const honest = await Promise.all(['I like the dance break', 'Crooked, for the bridge of it', 'Me too'].map((body) => post(lists[0]!.slug, body)))
    expect(honest.map(({ comment }) => comment.state)).toEqual(['visible', 'visible', 'visible'])
    const held = posted.filter(({ codes }) => codes.includes('echo'))
    // The first words are seen by themselves: nobody has said them before. Two lists are stored at a time.
    expect(held.length).toBeGreaterThanOrEqual(process.env.TEST_ENGINE === 'sqlite' ? 298 : 290)
    expect(await read.comment.count({ where: { state: 'pending' } })).toBe(held.length)

    // A moderator clears it: one filter, then all that have come in at once, some times.
    const editor = await member('editor')
    let acts = 0
    for (let cursor: string | undefined; ;) {
      const part = await listQueue(editor, queueInput.parse({ view: 'all', like: 'words', of: held[0]!.comment.id, cursor }))
      const comments = part.items.map(({ id, state, editedAt }) => ({ id, from: state, edited: editedAt }))
      if (comments.length > 0) await decideComments(editor, { comments, choice: 'hide', reason: 'spam', note: '' })
      acts++
      if (!part.next) break
      cursor = part.next
    }
    expect(acts).toBe(300 / maxTogether)
    expect(await read.comment.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } })).toEqual(
      expect.arrayContaining([expect.objectContaining({ state: 'hidden', _count: 300 }), expect.objectContaining({ state: 'visible', _count: 3 })]),
    )
  })

  it('short words may be said by ten, one’s own do not count, and staff is never held', async () => {
    const { slug } = await makeList()
    for (let n = 0; n < 10; n++) expect((await post(slug, n % 2 ? 'Me too!' : 'me too')).codes).toEqual([])
    expect((await post(slug, 'ME TOO')).codes).toEqual(['echo'])
    const staff = await member('editor')
    expect((await post(slug, 'me too', staff)).codes).toEqual([])
    const [one, other] = [anyone(), anyone()]
    await post(slug, raid, one)
    await post(slug, raid, other)
    // Who said it before says it again elsewhere: the same reader’s repeats are another rule’s.
    expect((await post((await makeList()).slug, raid, one)).codes).toEqual(['repeated'])
    expect((await post(slug, raid)).codes).toEqual(['echo'])
  })

  it('an edit that makes a comment one of a raid lets it wait', async () => {
    const { slug } = await makeList()
    for (let n = 0; n < 2; n++) await post(slug, raid)
    const late = anyone()
    const { comment } = await post(slug, 'Something honest to begin with', late)
    expect(await editComment(late, { id: comment.id, body: raid })).toMatchObject({ state: 'held', codes: ['echo'] })
  })

  it('a part of the queue is of one person, or of one network', async () => {
    const { slug } = await makeList()
    const editor = await member('editor')
    const [one, other] = [guest(), { ...guest(), ip: '198.51.100.7' }]
    const own = [(await post(slug, 'The first of one', one)).comment.id, (await post(slug, 'The second of one', one)).comment.id]
    const far = (await post(slug, 'From far away', other)).comment.id
    const ids = async (like: string, of: string) => (await listQueue(editor, queueInput.parse({ view: 'all', like, of }))).items.map(({ id }) => id)
    expect(await ids('person', own[0]!)).toEqual(own.toReversed())
    expect(await ids('network', far)).toEqual([far])
    expect(await ids('person', 'nobody12345')).toEqual([])
  })
})

it('words are folded: case, signs, blanks, marks and look-alikes make no difference, and signs alone are kept', () => {
  expect(new Set(dresses.map(foldWords)).size).toBe(1)
  expect(foldWords('🔥 🔥')).toBe('🔥🔥')
  expect(foldWords('One 1')).not.toBe(foldWords('One 2'))
})
