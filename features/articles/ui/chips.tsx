import { Name } from '@/ui/name'
import type { Chip } from '../reading/records'

/** Credits that lead to what is credited. */
export function Chips({ chips }: { chips: Chip[] }) {
  if (chips.length === 0) return null
  return (
    <ul className="chips" aria-label="Credits">
      {chips.map(({ role, record }) => {
        const words = (
          <>
            <small>{role}</small>{' '}
            <span>
              <Name name={record.name} original={record.original} />
            </span>
          </>
        )
        return <li key={`${role} ${record.id}`}>{record.href ? <a href={record.href}>{words}</a> : <span className="chip">{words}</span>}</li>
      })}
    </ul>
  )
}
