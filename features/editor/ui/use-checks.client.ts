'use client'

import { useEffect, useMemo, useState } from 'react'
import type { ListDocument } from '@/features/articles/schema'
import { useReady } from '@/ui/when-ready.client'
import { lookAtSiteAction } from '../actions'
import { checksOf, type Check } from '../document/checks'
import { ownPictures, picturesToMend } from '../document/pictures'
import { deadInside, linksInside } from '../document/site-links'
import type { LookedAt } from '../queries/look-at-site'
import { useEditor } from './editor-context.client'

/** So many links are looked up. */
const maxAsked = 200
const maxPictures = 500

/** The checks of a document of the list that is open, with what only the site knows of it: whatever shows them tells the same. */
export function useChecks(document: ListDocument): Check[] {
  const { records, article, publication } = useEditor()
  // The page is drawn before there is a browser.
  const origin = useReady() ? location.origin : ''
  const links = useMemo(() => linksInside(document, { slug: publication.slug, origin }), [document, publication.slug, origin])
  const shown = useMemo(() => ownPictures(document), [document])
  const site = useSite(article.id, [...links.keys()].filter((path) => path.startsWith('/')).join(' '), [...new Set(shown.map(({ id }) => id))].join(' '))
  return useMemo(() => {
    const own = deadInside(document, links, publication.slug, article.reserved)
    const dead = [...links.values()].filter(({ message }) => own.has(message) || site?.dead.includes(message))
    return checksOf(document, records, {
      authors: publication.authors.length,
      wordlessCover: site?.wordlessCover ?? null,
      dead,
      pictures: site ? picturesToMend(shown, site) : [],
    })
  }, [document, records, links, shown, site, article.reserved, publication])
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
