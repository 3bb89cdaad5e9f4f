'use client'

import { useEffect, useMemo, useState } from 'react'
import { lookAtSiteAction } from '../actions'
import { checksOf } from '../document/checks'
import { ownPictures, picturesToMend } from '../document/pictures'
import type { LookedAt } from '../queries/look-at-site'
import { deadInside, linksInside } from '../document/word-checks'
import { useEditor } from './editor-context.client'

const words = { stop: 'Must be mended: ', warn: 'Look at: ', good: 'Right: ' } as const

/** How long nothing is typed before the list is checked: that takes longer than a letter may. */
const checkAfterMs = 250

/** So many links are looked up. */
const maxAsked = 200
const maxPictures = 500

/** The list of checks before publishing. Pressing one selects its place. */
export function Checks() {
  const { document, records, select, article, publication } = useEditor()
  const [settled, setSettled] = useState(document)
  // The page is drawn before there is a browser.
  const [origin, setOrigin] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(document)
      setOrigin(location.origin)
    }, checkAfterMs)
    return () => clearTimeout(timer)
  }, [document])
  const links = useMemo(() => linksInside(settled, { slug: publication.slug, origin }), [settled, publication.slug, origin])
  const shown = useMemo(() => ownPictures(settled), [settled])
  const site = useSite(article.id, [...links.keys()].join(' '), [...new Set(shown.map(({ id }) => id))].join(' '))
  const checks = useMemo(() => {
    const own = deadInside(settled, links, publication.slug, article.reserved)
    const dead = [...links.values()].filter(({ message }) => own.has(message) || site?.dead.includes(message))
    return checksOf(settled, records, {
      authors: publication.authors.length,
      coverLacksAlt: site?.coverLacksAlt,
      dead,
      pictures: site ? picturesToMend(shown, site) : [],
    })
  }, [settled, records, links, shown, site, article.reserved, publication])
  return (
    <section aria-label="Before publishing">
      <h2>Before publishing</h2>
      <ul className="checks">
        {checks.map(({ level, message, at }, index) => (
          <li key={index} className={level}>
            <span className="vh">{words[level]}</span>
            {at ? (
              <button type="button" className="textual" onClick={() => select(at)}>
                {message}
              </button>
            ) : (
              <span>{message}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What only the site knows; null until it has answered, and where it cannot be reached. */
function useSite(articleId: string, paths: string, pictures: string): LookedAt | null {
  const [site, setSite] = useState<LookedAt | null>(null)
  useEffect(() => {
    let current = true
    const all = paths === '' ? [] : paths.split(' ').slice(0, maxAsked)
    void lookAtSiteAction({ articleId, paths: all, pictures: pictures === '' ? [] : pictures.split(' ').slice(0, maxPictures) }).then(
      (answer) => void (current && answer.ok && setSite(answer.value)),
      () => {},
    )
    return () => void (current = false)
  }, [articleId, paths, pictures])
  return site
}
