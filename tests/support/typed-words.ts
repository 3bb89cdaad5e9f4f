/** One page of a tab, from when it was loaded. `keptAt`: when the browser last kept what was written on it, as its storage says afterwards; null when it says nothing. */
export type PageLoad = { name: string; ended: { at: number; how: string } | null; keptAt: number | null }

export type Typed = {
  word: string
  load: PageLoad
  /** When the page had taken each letter, in milliseconds. */
  letters: number[]
  /** Taken back, or cut off because somebody removed what it stood in while it was typed: then nothing has to hold it. */
  isOff: boolean
}

/** Letters that are nowhere, of a page that has ended; `ms` is how long before its end the first of them was typed. */
export type Loss = { word: string; how: string; ms: number; letters: number }

/** Milliseconds within which a browser keeps what is typed. */
const keptWithinMs = 100

/** Words that were typed letter by letter on pages that end at any moment, and what became of them. */
export class TypedWords {
  private all: Typed[] = []
  /** How long the browser took to keep a word that was waited for, at the longest: more than the words of decision 0034, where the machine is slow. */
  slowestKeptMs = 0

  begin(load: PageLoad): Typed {
    const typed = { word: `w${String(this.all.length).padStart(5, '0')}`, load, letters: [], isOff: false }
    this.all.push(typed)
    return typed
  }

  get count() {
    return this.all.filter(({ isOff, letters }) => !isOff && letters.length > 0).length
  }
  /** The words that are whole in a text. */
  allIn(text: string): string[] {
    return this.all.flatMap(({ word }) => (text.includes(word) ? [word] : []))
  }

  noteKept({ letters }: Typed, at: number): void {
    this.slowestKeptMs = Math.max(this.slowestKeptMs, at - letters.at(-1)!)
  }

  /** So long before its end at the most a page may have been told what is lost with it. */
  get allowedMs() {
    return keptWithinMs + this.slowestKeptMs
  }

  /**
   * Words that some text lacks: `missing` those that no end of a page explains, or that storage had; `losses` what was typed in the last moment before one.
   */
  lackedBy(text: string): { missing: string[]; losses: Loss[] } {
    const missing: string[] = []
    const losses: Loss[] = []
    for (const { word, load, letters, isOff } of this.all) {
      const typed = Math.min(letters.length, word.length)
      if (isOff || typed === 0) continue
      let held = typed
      while (held > 0 && !isIn(text, word.slice(0, held))) held--
      if (held === typed) continue
      const at = letters[held]!
      const ms = load.ended ? load.ended.at - at : Infinity
      if (!load.ended || ms > this.allowedMs || (load.keptAt !== null && at < load.keptAt)) missing.push(word)
      else losses.push({ word, how: load.ended.how, ms, letters: typed - held })
    }
    return { missing, losses }
  }
}

/** A beginning of a word counts only where the word ends there: others begin in the same way. */
const isIn = (text: string, beginning: string) => new RegExp(`${beginning}(?!\\d)`).test(text)
