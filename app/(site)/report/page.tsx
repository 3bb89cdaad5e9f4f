import { Main } from '../_page/main'
import { privateHead } from '../_page/private'

export const instant = false
export const generateMetadata = () => privateHead('Reports')

/** What becomes of a report, for whoever looks for the way to make one. */
export default async function Reports() {
  return (
    <Main className="page narrow">
      <header className="head">
        <h1>Reports</h1>
      </header>
      <div className="prose">
        <p>
          Something is wrong with a comment? “Report” below it leads to a form: choose what it is, add what a moderator should know, and send it. You need no
          account, and no name, also where you think that a comment is against the law.
        </p>
        <p>
          A person looks at every report. You get a receipt at once: a page of your own that says later what was decided. Whoever wrote the comment is told why
          it was hidden, and not who reported it.
        </p>
      </div>
    </Main>
  )
}
