import { enhance, fetchPage, find, findAll, goTo, isForElsewhere, keep, on, say, sendInPlace, showError, type Refused } from '@/ui/live'
import { showLocalTimes } from '@/ui/local-times'
import { draftKey, restoreForm } from './draft'
import { remember } from './seen'

// What only an act needs is loaded by it.
const part = () => import('./talk.part')
const refuse = (error: Refused, form: HTMLFormElement) =>
  void part()
    .then(({ showRefusal }) => showRefusal(error, form))
    // After a new version of the site its file may be gone.
    .catch(() => showError(error, form))

const here = () => location.pathname
// What stands below an entry has a part of its own.
const forms = 'form[action$="/comments"]:not(:is(.because, .own-talk) *)'

/** Puts the conversation as it is now in the place of the older one. Returns whether `id` is on it. */
async function refresh(address: string, id?: string): Promise<boolean> {
  const fresh = (await fetchPage(address))?.querySelector<HTMLElement>('#comments')
  if (!fresh || (id && !fresh.querySelector(`#${id}`))) return false
  find('#comments')?.replaceWith(document.adoptNode(fresh))
  showLocalTimes()
  restoreDraft()
  return true
}

/** The address of this page without a form to answer in it. */
function address(): string {
  const url = new URL(location.href)
  for (const key of ['reply', 'quote']) url.searchParams.delete(key)
  return url.pathname + url.search
}

const restoreDraft = () => findAll<HTMLFormElement>(forms).forEach((form) => restoreForm(here(), form))

/** Words that were not sent outlive the page. */
enhance(() => {
  restoreDraft()
  on('input', `${forms} textarea`, (area: HTMLTextAreaElement) => keep.set(draftKey(here(), area.form!), area.value))
})

enhance(() =>
  sendInPlace(
    forms,
    async (answer, form) => {
      const { comment, message } = answer as { comment: { id: string }; message?: string }
      const id = `comment-${comment.id}`
      keep.set(draftKey(here(), form), null)
      keep.set('name', find<HTMLInputElement>('[name=name]', form)?.value ?? null)
      const away = `${here()}?comment=${comment.id}`
      // Among the best it may stand on a later page; the newest have it first.
      if (!(await refresh(address(), id)) && !(await refresh(`${here()}?sort=newest`, id))) return location.assign(`${away}#${id}`)
      goTo(find(`#${id}`)!)
      if (!message)
        void part()
          .then(({ countOwn }) => countOwn(comment.id))
          .catch(() => {})
      say(message ?? 'Your comment is posted.')
    },
    refuse,
  ),
)

/** Who begins to write can see how it will look, also below an entry. */
enhance(() => {
  const previewed = 'form[action$="/comments"]:not(.because *)'
  const offer = () => {
    if (!document.activeElement?.closest(previewed)) return
    void part()
      .then(({ offerPreview }) => {
        document.removeEventListener('focusin', offer)
        offerPreview(previewed)
      })
      .catch(() => {})
  }
  document.addEventListener('focusin', offer)
})

/** Changing, deleting, hiding, showing. A report and an appeal lead to a page. */
enhance(() =>
  sendInPlace(
    'form[action^="/api/comments/"]:not([action$="/report"], [action$="/appeal"])',
    async (answer, form) => {
      const verb = form.action.split('/').pop() ?? ''
      const id = `comment-${(answer as { id: string }).id}`
      if (!(await refresh(address()))) return location.assign(`${here()}#comments`)
      goTo(find(`#${id}`) ?? find('#talk_heading')!)
      say({ edit: 'Your changes are saved.', delete: 'Your comment is deleted.', hide: 'The comment is hidden.' }[verb] ?? 'Done.')
    },
    refuse,
  ),
)

enhance(() =>
  on('click', '.conversation a[href^="?reply="]', (link: HTMLAnchorElement, event) => {
    if (isForElsewhere(event)) return
    event.preventDefault()
    const leave = () => location.assign(link.href)
    void part()
      .then(({ openReply }) => openReply(link))
      .then((isOpen) => (isOpen ? restoreDraft() : leave()))
      .catch(leave)
  }),
)

enhance(() =>
  on('click', '[form=talk_hearts]', (button: HTMLButtonElement, event) => {
    event.preventDefault()
    void part()
      .then(({ sendHeart }) => sendHeart(button))
      .catch(() => button.form?.requestSubmit(button))
  }),
)

/** Who comes back sees what is new; the first visit is remembered. */
enhance(() => {
  if (!find('#talk_heading')) return
  if (!keep.get(`seen ${here()}`)) return remember(null)
  void part()
    .then(({ markNew }) => markNew())
    .catch(() => {})
})

/** Who comes near hears of what is said and voted meanwhile. */
enhance(() => {
  const near = new IntersectionObserver((places) => {
    if (!places.some(({ isIntersecting }) => isIntersecting)) return
    near.disconnect()
    void import('./live.part').then(({ listen }) => listen()).catch(() => {})
  })
  for (const place of findAll('#results, #comments')) near.observe(place)
})
