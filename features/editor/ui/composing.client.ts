import { listen } from './listen.client'

/**
 * Whether a syllable is being composed (Hangul, kana, accents): no field's text may be replaced meanwhile. Other things wait for its end.
 */
export class Composing {
  private composing = false
  private held: (() => void)[] = []

  get isOn(): boolean {
    return this.composing
  }

  /** Begins to look; returns what ends that. */
  watch = () =>
    // A field that goes in the middle of a composition does not say its end: losing the focus is one too.
    listen([document, 'compositionstart', () => (this.composing = true)], [document, 'compositionend', this.end], [document, 'focusout', this.end])

  private end = () => {
    this.composing = false
    // After the field has told what was written; and not when the next syllable has begun at once.
    setTimeout(() => {
      if (!this.composing) this.held.splice(0).forEach((run) => run())
    })
  }

  whenOff = (run: () => void): void => {
    if (this.composing) this.held.push(run)
    else run()
  }
}
