import { enhance, on, sendInPlace, showError } from '@/ui/live'

const forms = 'form[action$="/vote"]'
const part = () => import('./vote.part')

/** Votes in place. What shows them comes with the first press, while the vote is on its way. */
enhance(() => {
  on('submit', forms, () => void part().catch(() => {}))
  sendInPlace(
    forms,
    async (answer, form) => (await part()).showVote(answer, form),
    (error, form) => showError(error, form.parentElement ?? form),
  )
})
