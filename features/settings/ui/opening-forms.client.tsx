'use client'

import { useId } from 'react'
import { commenters, commenterWords, slowChoices, slowWords } from '../limits'
import { Frame, Row } from './setting-row.client'
import type { Props } from './site-forms.client'
import { useSiteForm } from './use-site-form.client'

const closings = [7, 14, 30, 60, 90, 180, 365]

type Told = Record<string, unknown>
type Who = (typeof commenters)[number]

const WhoMay = ({ told, value, onChange }: { told: Told; value: Who; onChange: (value: Who) => void }) => (
  <select {...told} value={value} onChange={(event) => onChange(event.target.value as Who)}>
    {commenters.map((one) => (
      <option key={one} value={one}>
        {commenterWords[one]}
      </option>
    ))}
  </select>
)

const DaysOpen = ({ told, value, onChange }: { told: Told; value: number | null; onChange: (value: number | null) => void }) => (
  <select {...told} value={value ?? ''} onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}>
    <option value="">Never</option>
    {(value === null || closings.includes(value) ? closings : [...closings, value].sort((one, other) => one - other)).map((count) => (
      <option key={count} value={count}>
        After {count} days
      </option>
    ))}
  </select>
)

type TalkKeys = 'commenters' | 'commentDays' | 'guestLinks' | 'slowSeconds'

export function CommentingForm({ writer, start }: Props<TalkKeys>) {
  const id = useId()
  const form = useSiteForm<TalkKeys>('commenting', writer, start)
  const { commenters: who, commentDays, guestLinks, slowSeconds } = form.values
  return (
    <Frame form={form} name="comments">
      <Row
        form={form}
        field="commenters"
        id={id}
        label="Who may comment"
        hint="What was said stays in either case. Whoever writes just now keeps their words and is told."
      >
        {(told) => <WhoMay told={told} value={who} onChange={(value) => form.set({ commenters: value })} />}
      </Row>
      <Row
        form={form}
        field="commentDays"
        id={id}
        label="Close comments"
        hint="Counted from the day when a list was first published. It counts for lists that readers have already."
      >
        {(told) => <DaysOpen told={told} value={commentDays} onChange={(value) => form.set({ commentDays: value })} />}
      </Row>
      <Row form={form} field="guestLinks" id={id} label="Links in a guest’s comment" hint="A comment with more of them waits for a moderator.">
        {(told) => (
          <select {...told} value={guestLinks} onChange={(event) => form.set({ guestLinks: Number(event.target.value) })}>
            {[...new Set([0, 1, 2, 3, 5, 10, guestLinks])]
              .sort((one, other) => one - other)
              .map((count) => (
                <option key={count} value={count}>
                  {count === 0 ? 'None' : count === 1 ? 'One' : `Up to ${count}`}
                </option>
              ))}
          </select>
        )}
      </Row>
      <Row
        form={form}
        field="slowSeconds"
        id={id}
        label="Slow mode"
        hint="So long a reader waits between two comments, anywhere on the site. Those who write here do not wait. One list can be slower: see the rules for its comments."
      >
        {(told) => (
          <select {...told} value={slowSeconds} onChange={(event) => form.set({ slowSeconds: Number(event.target.value) })}>
            {[...new Set([...slowChoices, slowSeconds])]
              .sort((one, other) => one - other)
              .map((seconds) => (
                <option key={seconds} value={seconds}>
                  {slowWords(seconds)}
                </option>
              ))}
          </select>
        )}
      </Row>
    </Frame>
  )
}

type VoteKeys = 'voters' | 'voteDays'

export function VotingForm({ writer, start }: Props<VoteKeys>) {
  const id = useId()
  const form = useSiteForm<VoteKeys>('voting', writer, start)
  const { voters, voteDays } = form.values
  return (
    <Frame form={form} name="votes">
      <Row form={form} field="voters" id={id} label="Who may vote" hint="Votes that were given stay and count in either case, and readers see them.">
        {(told) => <WhoMay told={told} value={voters} onChange={(value) => form.set({ voters: value })} />}
      </Row>
      <Row
        form={form}
        field="voteDays"
        id={id}
        label="Close voting"
        hint="Counted from the day when a list was first published. From then on its votes stay as they are. It counts for lists that readers have already."
      >
        {(told) => <DaysOpen told={told} value={voteDays} onChange={(value) => form.set({ voteDays: value })} />}
      </Row>
    </Frame>
  )
}
