import { Name } from '@/ui/name'
import type { RecordLink } from '../view'

/** Records as chips. */
export const RecordLinks = ({ links }: { links: RecordLink[] }) => (
  <ul className="chips">
    {links.map((link) =>
      link.href ? (
        <li key={link.id}>
          <a href={link.href}>
            <span>
              <Name name={link.name} original={link.original} />
            </span>
          </a>
        </li>
      ) : null,
    )}
  </ul>
)
