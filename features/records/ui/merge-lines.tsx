import { Moment } from '@/ui/moment.client'
import type { MergeLine } from '../queries/merges'
import { UndoMerge } from './undo-merge.client'

const nameOf = (by: string) => by || 'Somebody who has left'

/** What was merged into a record, in its history, and how it is made two again. */
export const MergeLines = ({ lines, may }: { lines: MergeLine[]; may: boolean }) =>
  lines.length === 0 ? null : (
    <ol className="merges">
      {lines.map(({ id, name, at, by, undone }) => (
        <li key={id}>
          <p className="when">
            <b>
              {nameOf(by)} merged “{name}” into it
            </b>{' '}
            <Moment at={at} />
          </p>
          {undone ? (
            <p className="soft">
              Undone by {undone.by === 'You' ? 'you' : nameOf(undone.by)}, <Moment at={undone.at} />
            </p>
          ) : may ? (
            <UndoMerge id={id} name={name} />
          ) : null}
        </li>
      ))}
    </ol>
  )
