import type { ShownPicture } from '@/features/media/queries/shown-pictures'
import { Name } from '@/ui/name'
import type { RecordLink } from '../view'
import { Face, FaceSheet } from './portrait'

/** Records as chips, each with what it is there if that is said; only those in `linked` have a page to lead to. */
export const RecordLinks = ({
  links,
  linked,
}: {
  links: (RecordLink & { role?: string; picture?: ShownPicture | null })[]
  linked: (id: string) => boolean
}) => (
  <>
    <FaceSheet of={links} />
    <ul className="chips">
      {links.map(({ role, picture, ...link }) => {
        const words = (
          <>
            <Face picture={picture} />
            {role ? (
              <>
                <small>{role}</small>{' '}
              </>
            ) : null}
            <span>
              <Name name={link.name} original={link.original} />
            </span>
          </>
        )
        return <li key={link.id}>{link.href && linked(link.id) ? <a href={link.href}>{words}</a> : <span className="chip">{words}</span>}</li>
      })}
    </ul>
  </>
)

/** The members of a group, each with their picture, their own name large and in how many entries they are; who is in none has no page, and no link. */
export const Members = ({ links, counts }: { links: (RecordLink & { picture?: ShownPicture | null })[]; counts: Map<string, number> }) => (
  <>
    <FaceSheet of={links} />
    <ul className="members">
      {links.map(({ id, name, original, href, picture }) => {
        const count = counts.get(id) ?? 0
        return (
          <li key={id}>
            <Face picture={picture} />
            {original ? <span lang={original.lang}>{original.name}</span> : null}{' '}
            <b>
              {href && count > 0 ? (
                <a href={href}>
                  <Name name={name} />
                </a>
              ) : (
                <Name name={name} />
              )}
            </b>{' '}
            {count > 0 ? <small>{count === 1 ? '1 appearance' : `${count} appearances`}</small> : null}
          </li>
        )
      })}
    </ul>
  </>
)
