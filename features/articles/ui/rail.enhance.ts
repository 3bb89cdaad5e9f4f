import { enhance, find, findAll } from '@/ui/live'

/** The rail shows where one is; nothing before the first entry and after the last. */
enhance(() => {
  const rail = find('nav.rail')
  if (!rail) return
  const links = new Map(findAll<HTMLAnchorElement>('a', rail).map((link) => [link.hash.slice(1), link]))
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { isIntersecting, target } of changes) {
        const link = links.get(target.id)
        if (!isIntersecting) link?.removeAttribute('aria-current')
        if (!isIntersecting || !link) continue
        find('[aria-current]', rail)?.removeAttribute('aria-current')
        link.setAttribute('aria-current', 'true')
        // The rail alone moves, never the page.
        rail.scrollTo({ left: link.offsetLeft - rail.clientWidth / 2, top: link.offsetTop - rail.clientHeight / 2 })
      }
    },
    { rootMargin: '-25% 0px -70%' },
  )
  for (const entry of findAll('.entry[id]')) observer.observe(entry)
})
