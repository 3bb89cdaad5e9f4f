import { enhance, find, findAll, isForElsewhere, on } from '@/ui/live'
import type { Voted } from '@/features/votes/ui/vote.part'

const because = () => import('./because.part')

/** Whoever votes is asked why, below the entry. */
enhance(() => {
  let byPointer = false
  on('click', '[action$="/vote"] button', (_: Element, { detail }) => void (byPointer = detail > 0))
  document.addEventListener('voted', (event) => {
    const { target, detail } = event as CustomEvent<Voted>
    void because()
      .then(({ ask }) => ask(target as HTMLFormElement, detail, byPointer))
      .catch(() => {})
  })
  // The page came with the line open.
  const open = find('.because')
  if (open)
    void because()
      .then(({ wake }) => wake(open))
      .catch(() => {})
})

/** What is said about an entry opens below it, and the link says so beforehand. */
enhance(() => {
  const links = '.fav > a[href*="/"]'
  if (find('#comments')) for (const link of findAll(links)) link.setAttribute('aria-expanded', 'false')
  on('click', links, (link: HTMLAnchorElement, event) => {
    if (isForElsewhere(event) || !find('#comments')) return
    event.preventDefault()
    void import('./own-talk.part').then(({ toggle }) => toggle(link)).catch(() => location.assign(link.href))
  })
})
