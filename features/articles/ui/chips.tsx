import { Name } from '@/ui/name'
import type { Chip } from '../reading/subjects'

/** Credits that lead to what is credited. */
export function Chips({ chips }: { chips: Chip[] }) {
  if (chips.length === 0) return null
  return (
    <ul className="chips" aria-label="Credits">
      {chips.map(({ role, subject }) => {
        const words = (
          <>
            <small>{role}</small>
            <span>
              <Name name={subject.name} original={subject.original} />
            </span>
          </>
        )
        return <li key={`${role} ${subject.id}`}>{subject.href ? <a href={subject.href}>{words}</a> : <span className="chip">{words}</span>}</li>
      })}
    </ul>
  )
}
