'use client'

import { lookAfterMs } from './draft-timing.client'

/** Makes one look of all that is told within a moment, up to the latest version of it. */
export class Looks {
  private timer: ReturnType<typeof setTimeout> | undefined
  private upTo = 0

  constructor(private readonly look: (upTo: number) => Promise<unknown>) {}

  soon = (version = Infinity) => {
    this.upTo = Math.max(this.upTo, version)
    this.timer ??= setTimeout(() => {
      const { upTo } = this
      this.timer = undefined
      this.upTo = 0
      void this.look(upTo)
    }, lookAfterMs)
  }
  stop = () => clearTimeout(this.timer)
}
