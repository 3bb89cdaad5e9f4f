import { Button } from '@/ui/button'

/** Leads to the results; `text` is what was typed before, `problem` what is wrong with it. */
export const SearchForm = ({ text, problem }: { text: string; problem: string | null }) => (
  <search>
    <form className="search" action="/search">
      <label htmlFor="q">What are you looking for?</label>
      <input
        type="search"
        id="q"
        name="q"
        defaultValue={text}
        enterKeyHint="search"
        autoComplete="off"
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? 'q-error' : undefined}
      />
      <Button look="primary">Search</Button>
      {problem ? (
        <p className="error" id="q-error" role="alert">
          {problem}
        </p>
      ) : null}
    </form>
  </search>
)
