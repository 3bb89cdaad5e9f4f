import { SearchIcon } from '@/ui/icons'

/** Leads to the results; `text` is what was typed before, `problem` what is wrong with it. */
export const SearchForm = ({ text, problem }: { text: string; problem: string | null }) => (
  <search>
    <form className="search" action="/search">
      <label htmlFor="q" className="vh">
        What are you looking for?
      </label>
      <div className="box">
        <button aria-label="Search">
          <SearchIcon />
        </button>
        <input
          type="search"
          id="q"
          name="q"
          defaultValue={text}
          placeholder="A name, a song, a place"
          enterKeyHint="search"
          autoComplete="off"
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? 'q-error' : undefined}
        />
        <a href="/search" hidden={!text}>
          Clear
        </a>
      </div>
      {problem ? (
        <p className="error" id="q-error" role="alert">
          {problem}
        </p>
      ) : null}
    </form>
  </search>
)
